import { useEffect, useState } from 'react'
import { engine } from '../../app/connection.ts'
import { useLatest } from './useLatest.ts'

/** The sample grid of a step as an address for an image; the one before it stays until it is there. */
export function useSample(name: string, step: number | undefined): string | null {
  const sample = useLatest(
    step === undefined ? null : `${name} ${step}`,
    async () => (await engine.call('lab.sample', { name, step: step! })).png,
    name,
  )
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!sample) return setUrl(null)
    const made = URL.createObjectURL(new Blob([new Uint8Array(sample)], { type: 'image/png' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [sample])
  return url
}
