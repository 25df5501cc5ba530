import { useEffect, useState } from 'react'
import { toPlainError } from '../../../electron/contract/errors.ts'
import { reportError } from '../../app/failures.ts'

/**
 * What was last answered, while `key` changes often: the old answer stays until the new one is there. It is forgotten
 * when `subject` changes, of which it is an answer about.
 */
export function useLatest<T>(key: string | null, ask: () => Promise<T>, subject: string): T | null {
  const [answer, setAnswer] = useState<{ subject: string; value: T } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what `ask` closes over
  useEffect(() => {
    if (key === null) return
    let current = true
    ask().then(
      (value) => current && setAnswer({ subject, value }),
      (thrown) => {
        // A run deleted meanwhile, or a lost engine, is reported elsewhere.
        const { code } = toPlainError(thrown)
        if (current && code !== 'not-found' && code !== 'engine-lost') reportError(thrown, 'lab:title')
      },
    )
    return () => {
      current = false
    }
  }, [key])
  return answer?.subject === subject ? answer.value : null
}
