import { workerData } from 'node:worker_threads'
import { GanvasError } from '../../contract/errors.ts'
import type { Session } from '../../graph/session.ts'
import { openerAt } from '../sessions/inThread.ts'
import { serveOrders } from '../threads/serve.ts'
import type { ModelKind, ModelThreadData } from './modelThread.ts'

/* The thread of one model: ONNX Runtime blocks the thread that it runs on. */

const { model, id, threads, place } = workerData as ModelThreadData

const { tell } = serveOrders<ModelKind>({
  async run({ data, shape }) {
    try {
      const session = await opened
      const [input] = session.inputs
      const [output] = session.outputs
      const results = await session.run({ [input!]: { data, shape } })
      return results[output!]!.data as Float32Array
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown)
      throw new GanvasError('internal', `The model could not be run: ${reason}`)
    }
  },
})

// Threads that spin while they wait would take the processor from the blend's own.
const opened: Promise<Session> = openerAt(place, tell, { threads, spinning: false })(model, {
  served: { model: id, role: 'generator', file: model },
})
// A failure is reported to the first order.
opened.catch(() => {})
