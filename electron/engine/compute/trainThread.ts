import type { RunEvent, RunResult } from '../../train/run/options.ts'
import { builtFile } from '../paths.ts'
import { Thread } from '../threads/thread.ts'
import type { TrainData, TrainKind, TrainOrder } from './trainMessages.ts'

/** A training run in a thread of its own. */
export interface TrainThread {
  /** @throws GanvasError what ended the run */
  readonly result: Promise<RunResult>
  order(order: TrainOrder): void
}

/** Starts a run, or goes on with one. */
export function startTrainThread(data: TrainData, onEvent: (event: RunEvent) => void): TrainThread {
  const thread = new Thread<TrainKind>(builtFile('train.worker.js'), data, { name: 'training thread' })
  const result = thread.call('train', {}, { onEvent })
  // It goes once it has answered, and what it holds with it.
  thread.close()
  return { result, order: (order) => thread.say(order) }
}
