import { workerData } from 'node:worker_threads'
import { defect } from '../../contract/errors.ts'
import { nativeCall } from './nativeCalls.ts'
import { serveOrders } from './serve.ts'

/** A thread that does a little of everything that threads do. */
export interface NumbersKind {
  data: { factor: number; atOnce?: number }
  orders: {
    scale: { input: Float32Array; output: Float32Array }
    /** Sends 0, 1, … until it is cancelled, or receives `enough`. */
    count: { input: object; output: number }
    /** Blocks its thread until another one wakes it. */
    block: { input: { bell: Int32Array }; output: null }
    /** Is in native code, as far as others know, until bell 0 is rung; rings 1 after it, and 2 in the next such call. */
    native: { input: { bells: Int32Array }; output: null }
    fail: { input: { code: 'too-large' }; output: never }
    exit: { input: { code: number }; output: never }
  }
  event: number
  word: 'enough'
}

if (workerData !== null) {
  const { factor, atOnce = 1 } = workerData as NumbersKind['data']
  let enough = false
  const { tell } = serveOrders<NumbersKind>(
    {
      scale: (numbers) => numbers.map((number) => factor * number),
      async count(_, signal) {
        enough = false
        for (let k = 0; ; k++) {
          tell(k)
          await new Promise((resolve) => setImmediate(resolve))
          signal.throwIfAborted()
          if (enough) return k
        }
      },
      block({ bell }) {
        Atomics.wait(bell, 0, 0)
        return null
      },
      async native({ bells }) {
        await nativeCall(async () => {
          Atomics.store(bells, 3, 1)
          while (Atomics.load(bells, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 1))
          Atomics.store(bells, 1, 1)
        })
        await nativeCall(async () => void Atomics.store(bells, 2, 1))
        return null
      },
      fail({ code }) {
        throw defect(code, 'There is no room.', { wanted: 3 })
      },
      exit: ({ code }) => process.exit(code),
    },
    {
      atOnce,
      hear() {
        enough = true
      },
    },
  )
  // The thread may tell something before anyone asks.
  tell(-1)
}
