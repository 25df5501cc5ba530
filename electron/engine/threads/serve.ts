import { parentPort } from 'node:worker_threads'
import { GanvasError, toPlainError } from '../../contract/errors.ts'
import type { FromThread, InputOf, OrderName, OutputOf, ThreadKind, ToThread } from './kind.ts'
import { buffersIn, post } from './transfer.ts'

type Order = Extract<ToThread, { kind: 'order' }>

/** What does each order. The arrays of what it returns are handed over: it may not keep them. */
export type OrderHandlers<K extends ThreadKind> = {
  [N in OrderName<K>]: (input: InputOf<K, N>, signal: AbortSignal) => OutputOf<K, N> | Promise<OutputOf<K, N>>
}

export interface Service<K extends ThreadKind> {
  /**
   * Sends an event to the caller of the current order; between orders, to the caller of the next one.
   * Its arrays are handed over.
   */
  tell(event: K['event']): void
}

/**
 * The thread's end of a `Thread`: does its orders, one after the other. One that is cancelled before its turn is not
 * begun; later its signal is aborted, and it is for the order to stop.
 *
 * @param hear what is said to the thread while it works
 */
export function serveOrders<K extends ThreadKind>(
  handlers: OrderHandlers<K>,
  hear: (word: K['word']) => void = () => {},
): Service<K> {
  const port = parentPort!
  const queue: Order[] = []
  const untold: K['event'][] = []
  let current: { id: number; stop: AbortController } | null = null
  let closing = false

  const send = (message: FromThread, given: unknown) => post(port, message, buffersIn(given))
  const tell = (event: K['event']) => {
    if (current) send({ kind: 'event', id: current.id, event }, event)
    else untold.push(event)
  }

  async function perform({ id, name, input }: Order): Promise<void> {
    const stop = new AbortController()
    current = { id, stop }
    for (const event of untold.splice(0)) tell(event)
    try {
      const output = await handlers[name as OrderName<K>](input as never, stop.signal)
      send({ kind: 'done', id, output }, output)
    } catch (thrown) {
      send({ kind: 'failed', id, error: toPlainError(thrown) }, null)
    }
    current = null
  }

  async function work(): Promise<void> {
    if (current) return
    for (let order = queue.shift(); order; order = queue.shift()) await perform(order)
    if (closing) port.close()
  }

  function cancel(id: number): void {
    if (current?.id === id) current.stop.abort()
    const at = queue.findIndex((order) => order.id === id)
    if (at < 0) return
    queue.splice(at, 1)
    const error = toPlainError(new GanvasError('cancelled', 'The job was cancelled.'))
    send({ kind: 'failed', id, error }, null)
  }

  port.on('message', (message: ToThread) => {
    if (message.kind === 'cancel') cancel(message.id)
    else if (message.kind === 'word') hear(message.word)
    else {
      if (message.kind === 'order') queue.push(message)
      else closing = true
      void work()
    }
  })
  // Its caller is told when the thread ends.
  port.on('messageerror', (error) => {
    throw error
  })
  return { tell }
}
