import { useEffect, useState } from 'react'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import type { ImportSettings, TrialResult } from '../../../electron/contract/procedures/imports.ts'
import { engine } from '../../app/connection.ts'
import { reasonOf } from '../../app/failures.ts'

export interface Trial {
  /** The latest result; it stays while the next one is on its way. */
  result: TrialResult | null
  running: boolean
  /** Why the latest settings gave none; empty if they did. */
  problem: string
}

/** Settings rest this long, in milliseconds, before they are tried out. */
const REST = 200

/** Tries out the settings whenever they change; the newest win. @param picture null: the sample */
export function useTrial(
  session: string,
  settings: ImportSettings,
  picture: Pixels | null,
  seed: number,
): Trial {
  const [trial, setTrial] = useState<Trial>({ result: null, running: true, problem: '' })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    setTrial((old) => ({ ...old, running: true }))
    const timer = setTimeout(async () => {
      try {
        const input = { session, settings, seed, ...(picture && { picture }) }
        const result = await engine.call('models.tryOut', input, { signal })
        if (!signal.aborted) setTrial({ result, running: false, problem: '' })
      } catch (thrown) {
        if (signal.aborted || toPlainError(thrown).code === 'cancelled') return
        setTrial((old) => ({ ...old, running: false, problem: reasonOf(thrown) }))
      }
    }, REST)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [session, settings, picture, seed])
  return trial
}
