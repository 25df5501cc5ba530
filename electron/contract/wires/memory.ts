import type { Message, Wire } from '../wire.ts'
import { Mailbox } from './mailbox.ts'

/**
 * Two ends of one wire inside a process, for tests and for callers that host the engine themselves. Messages
 * are structured-cloned and delivered later, as by a real transport. Closing either end closes both.
 */
export function memoryWires(): [Wire, Wire] {
  const boxes: [Mailbox, Mailbox] = [new Mailbox(), new Mailbox()]
  const end = (mine: Mailbox, theirs: Mailbox): Wire => ({
    send(message: Message) {
      const copy = structuredClone(message)
      queueMicrotask(() => theirs.deliver(copy))
    },
    onMessage: (listener) => mine.onMessage(listener),
    onClose: (listener) => mine.onClose(listener),
    close() {
      for (const box of boxes) queueMicrotask(() => box.close())
    },
  })
  return [end(boxes[0], boxes[1]), end(boxes[1], boxes[0])]
}
