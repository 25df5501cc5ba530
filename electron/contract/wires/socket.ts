import type { Message, Wire } from '../wire.ts'
import { Mailbox } from './mailbox.ts'
import { pack, unpack } from './packing.ts'

/** The part of the standard `WebSocket` that the page's and the `ws` package's have in common. */
export interface Socket {
  binaryType: string
  readyState: number
  send(data: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
}

const OPEN = 1

/** A wire over an open WebSocket: one binary frame a message. A frame that cannot be read closes it. */
export function socketWire(socket: Socket): Wire {
  const mailbox = new Mailbox()
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', ({ data }) => {
    let message: Message
    try {
      if (!(data instanceof ArrayBuffer)) throw new Error('expected a binary frame')
      message = unpack(data)
    } catch {
      socket.close(1003, 'unreadable frame')
      return
    }
    mailbox.deliver(message)
  })
  socket.addEventListener('close', () => mailbox.close())
  return {
    send(message) {
      if (socket.readyState === OPEN) socket.send(pack(message))
    },
    onMessage: (listener) => mailbox.onMessage(listener),
    onClose: (listener) => mailbox.onClose(listener),
    close: () => socket.close(1000),
  }
}
