import type { Message, Wire } from '../wire.ts'
import { Mailbox } from './mailbox.ts'

interface AnyPort {
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** The page's `MessagePort`. */
interface DomPort extends AnyPort {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
}

/** Electron's `MessagePortMain`: Node's event names, the page's event objects. */
interface ElectronPort extends AnyPort {
  on(type: 'message', listener: (event: { data: unknown }) => void): unknown
  on(type: 'close', listener: () => void): unknown
}

/** A `MessagePort` of `worker_threads`. */
interface ThreadPort extends AnyPort {
  on(type: 'message', listener: (message: unknown) => void): unknown
  on(type: 'close', listener: () => void): unknown
}

/*
 * Bytes are copied by structured clone and never transferred: between processes a transfer copies as well,
 * and it would take the sender's picture away.
 */

export function domPortWire(port: DomPort): Wire {
  const mailbox = new Mailbox()
  port.addEventListener('message', ({ data }) => mailbox.deliver(data as Message))
  port.addEventListener('close', () => mailbox.close())
  return wireOf(port, mailbox)
}

export function electronPortWire(port: ElectronPort): Wire {
  const mailbox = new Mailbox()
  port.on('message', ({ data }) => mailbox.deliver(data as Message))
  port.on('close', () => mailbox.close())
  return wireOf(port, mailbox)
}

export function threadPortWire(port: ThreadPort): Wire {
  const mailbox = new Mailbox()
  port.on('message', (message) => mailbox.deliver(message as Message))
  port.on('close', () => mailbox.close())
  return wireOf(port, mailbox)
}

function wireOf(port: AnyPort, mailbox: Mailbox): Wire {
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      mailbox.onMessage(listener)
      port.start()
    },
    onClose: (listener) => mailbox.onClose(listener),
    close() {
      port.close()
      // Not every runtime tells a port that its own end was closed.
      queueMicrotask(() => mailbox.close())
    },
  }
}
