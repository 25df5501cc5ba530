import type { Comparison } from '../../contract/procedures/comparison.ts'
import { builtFile } from '../paths.ts'
import { Thread } from '../threads/thread.ts'
import type { ModelPair } from './compareModels.ts'

/** The thread that compares a file that was made of a network with the network. */
export interface CompareKind {
  data: null
  orders: { compare: { input: ModelPair; output: Comparison } }
  event: never
  word: never
}

/** Compares the two of each pair in a thread of its own, one pair after the other. */
export type ComparePair = (pair: ModelPair, signal?: AbortSignal) => Promise<Comparison>

export const compareInThread: ComparePair = async (pair, signal) => {
  const thread = new Thread<CompareKind>(builtFile('compare.worker.js'), null, {
    name: 'comparing thread',
    deaf: true,
  })
  try {
    return await thread.call('compare', pair, signal && { signal })
  } finally {
    void thread.end()
  }
}
