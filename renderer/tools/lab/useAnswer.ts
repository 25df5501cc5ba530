import { useEffect, useState } from 'react'
import { toPlainError } from '../../../electron/contract/errors.ts'
import { reasonOf } from '../../app/failures.ts'

export interface Answer<T> {
  value: T | null
  /** Why there is none. */
  problem: string
  busy: boolean
}

const nothing = { value: null, problem: '', busy: false }

/**
 * Asks again whenever `key` changes, after a moment without change, and cancels what was asked before. `null` asks
 * nothing. The key says all that the question depends on.
 */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T> & { key: string | null }>({ ...nothing, key: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what `ask` closes over
  useEffect(() => {
    if (key === null) return
    const controller = new AbortController()
    const { signal } = controller
    const settle = (part: Partial<Answer<T>>) => {
      if (!signal.aborted) setAnswer({ ...nothing, ...part, key })
    }
    const timer = setTimeout(() => {
      ask(signal).then(
        (value) => settle({ value }),
        (thrown) => settle({ problem: toPlainError(thrown).code === 'cancelled' ? '' : reasonOf(thrown) }),
      )
    }, 250)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [key])
  if (key === null) return nothing
  return answer.key === key ? answer : { ...nothing, busy: true }
}
