import { parentPort, workerData } from 'node:worker_threads'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ModelAnswer, ModelOrder, ModelThreadData } from './modelThread.ts'

/* The thread of one model: ONNX Runtime blocks the thread that it runs on. */

const { model, threads } = workerData as ModelThreadData
const opened = InferenceSession.create(model, {
  intraOpNumThreads: threads,
  // Threads that spin while they wait would take the processor from the blend's own.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
  logSeverityLevel: 3,
})
// What went wrong is said to whoever asks first.
opened.catch(() => {})

async function answer({ data, shape }: ModelOrder): Promise<ModelAnswer> {
  try {
    const session = await opened
    const [input] = session.inputNames
    const [output] = session.outputNames
    const results = await session.run({ [input!]: new Tensor('float32', data, shape) })
    return { data: results[output!]!.data as Float32Array }
  } catch (thrown) {
    return { error: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

parentPort!.on('message', async (order: ModelOrder) => parentPort!.postMessage(await answer(order)))
