import { parentPort, workerData } from 'node:worker_threads'
import { openerAt } from '../sessions/inThread.ts'
import type { ModelAnswer, ModelOrder, ModelThreadData } from './modelThread.ts'

/* The thread of one model: ONNX Runtime blocks the thread that it runs on. */

const { model, threads, place } = workerData as ModelThreadData
const send = (answer: ModelAnswer) => parentPort!.postMessage(answer)
// Threads that spin while they wait would take the processor from the blend's own.
const opened = openerAt(place, (said) => send({ said }), { threads, spinning: false })(model)
// What went wrong is said to whoever asks first.
opened.catch(() => {})

async function answer({ data, shape }: ModelOrder): Promise<ModelAnswer> {
  try {
    const session = await opened
    const [input] = session.inputs
    const [output] = session.outputs
    const results = await session.run({ [input!]: { data, shape } })
    return { data: results[output!]!.data as Float32Array }
  } catch (thrown) {
    return { error: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

parentPort!.on('message', async (order: ModelOrder) => send(await answer(order)))
