import { Worker } from 'node:worker_threads'
import { fromPlainError, GanvasError } from '../../contract/errors.ts'
import type { RunEvent, RunResult } from '../../train/runOptions.ts'
import { builtFile } from '../paths.ts'
import type { TrainData, TrainMessage, TrainOrder } from './trainMessages.ts'

/** A training run in a thread of its own. */
export interface TrainThread {
  /** @throws GanvasError what ended the run */
  readonly result: Promise<RunResult>
  order(order: TrainOrder): void
}

/** Starts a run, or goes on with one. */
export function startTrainThread(data: TrainData, onEvent: (event: RunEvent) => void): TrainThread {
  const worker = new Worker(builtFile('train.worker.js'), { workerData: data })
  const result = new Promise<RunResult>((resolve, reject) => {
    worker.on('message', (message: TrainMessage) => {
      if (message.kind === 'done') resolve(message.result)
      else if (message.kind === 'failed') reject(fromPlainError(message.error))
      else onEvent(message.event)
    })
    worker.on('error', (error) =>
      reject(new GanvasError('internal', `The training thread failed: ${error.message}`)),
    )
    worker.on('exit', (code) =>
      reject(new GanvasError('internal', `The training thread ended without a result (${code}).`)),
    )
  })
  return { result, order: (order) => worker.postMessage(order) }
}
