import { parentPort, workerData } from 'node:worker_threads'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { GanvasError, toPlainError } from '../../contract/errors.ts'
import { colorize } from '../../tools/translate/colorize.ts'
import type { RunNetwork } from '../../tools/translate/work.ts'
import type { TranslateData, TranslateMessage, TranslateOrder } from './translateMessages.ts'

/* The thread of one translation model. It holds the network, and hears between pieces of work that it is to stop. */

const { translator, threads } = workerData as TranslateData
const opened = InferenceSession.create(translator.model, {
  intraOpNumThreads: threads,
  logSeverityLevel: 3,
})
// What went wrong is said to whoever asks first.
opened.catch(() => {})
let stopped = false

const run: RunNetwork = async (data, shape) => {
  const session = await opened
  const results = await session.run({ [session.inputNames[0]!]: new Tensor('float32', data, shape) })
  return results[session.outputNames[0]!]!.data as Float32Array
}

async function breathe(step: number, total: number): Promise<void> {
  send({ kind: 'progress', step, total })
  await new Promise((resolve) => setImmediate(resolve))
  if (stopped) throw new GanvasError('cancelled', 'The job was cancelled.')
}

function send(message: TranslateMessage, data?: Uint8Array): void {
  parentPort!.postMessage(message, data ? [data.buffer as ArrayBuffer] : [])
}

parentPort!.on('message', async (order: TranslateOrder) => {
  if (order.kind === 'stop') {
    stopped = true
    return
  }
  stopped = false
  try {
    const pixels = await colorize(order.picture, { ...translator, run }, order.settings.strength, { breathe })
    send({ kind: 'done', pixels }, pixels.data)
  } catch (thrown) {
    send({ kind: 'failed', error: toPlainError(thrown) })
  }
})
