import { AsyncLocalStorage } from 'node:async_hooks'
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

/** How a thread takes its orders. */
export interface ServeOptions<K extends ThreadKind> {
  /** Called with what is said to the thread while it works. */
  hear?: (word: K['word']) => void
  /** Orders that are under way at once, where they wait for others than this thread; 1 if absent. */
  atOnce?: number
}

/**
 * The thread's end of a `Thread`: does its orders, one after the other, or so many at once. One that is cancelled before
 * its turn is not begun; later its signal is aborted, and it is for the order to stop.
 */
export function serveOrders<K extends ThreadKind>(
  handlers: OrderHandlers<K>,
  { hear = () => {}, atOnce = 1 }: ServeOptions<K> = {},
): Service<K> {
  const port = parentPort!
  const queue: Order[] = []
  const untold: K['event'][] = []
  const underWay = new Map<number, AbortController>()
  /** The order by which was begun what is being done. */
  const current = new AsyncLocalStorage<number>()
  let closing = false

  const send = (message: FromThread, given: unknown) => post(port, message, buffersIn(given))
  const tell = (event: K['event']) => {
    const own = current.getStore()
    // What no order began that is still under way is told to the one that has been so for longest.
    const id = own !== undefined && underWay.has(own) ? own : underWay.keys().next().value
    if (id === undefined) untold.push(event)
    else send({ kind: 'event', id, event }, event)
  }

  async function perform({ id, name, input }: Order): Promise<void> {
    const stop = new AbortController()
    underWay.set(id, stop)
    for (const event of untold.splice(0)) tell(event)
    try {
      const output = await handlers[name as OrderName<K>](input as never, stop.signal)
      send({ kind: 'done', id, output }, output)
    } catch (thrown) {
      send({ kind: 'failed', id, error: toPlainError(thrown) }, null)
    }
    underWay.delete(id)
    work()
  }

  function work(): void {
    while (underWay.size < atOnce && queue.length > 0) {
      const order = queue.shift()!
      // One at a time, it needs no trace, which costs every promise a little.
      void (atOnce === 1 ? perform(order) : current.run(order.id, perform, order))
    }
    if (closing && underWay.size === 0) port.close()
  }

  function cancel(id: number): void {
    underWay.get(id)?.abort()
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
      work()
    }
  })
  // Its caller is told when the thread ends.
  port.on('messageerror', (error) => {
    throw error
  })
  return { tell }
}
