import { useEffect, useState } from 'react'
import type { GeneratorFacts, GeneratorTrial } from '../../../../electron/contract/tools/sketch.ts'
import { engine } from '../../../app/connection.ts'
import { reasonOf } from '../../../app/failures.ts'

/** Milliseconds that nobody types for before it is tried out again. */
const PAUSE = 300

/** What a generator draws by the facts that are given, always by the newest of them. */
export function useGeneratorTrial(facts: GeneratorFacts) {
  const [trial, setTrial] = useState<{ result: GeneratorTrial | null; running: boolean; problem: string }>({
    result: null,
    running: true,
    problem: '',
  })
  useEffect(() => {
    let current = true
    setTrial((old) => ({ ...old, running: true }))
    const timer = setTimeout(() => {
      engine.call('sketch.tryImport', facts).then(
        (result) => current && setTrial({ result, running: false, problem: '' }),
        (thrown) => current && setTrial({ result: null, running: false, problem: reasonOf(thrown) }),
      )
    }, PAUSE)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [facts])
  return trial
}
