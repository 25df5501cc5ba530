import type { Message, Wire } from '../wire.ts'
import { Mailbox } from './mailbox.ts'

/** A child process as its parent sees it, or `process` as the child does: Node's IPC with `serialization: 'advanced'`. */
interface IpcPeer {
  send?(message: unknown): unknown
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
  connected?: boolean
  disconnect?(): void
}

/** A wire over the IPC channel between a Node process and its child; other messages on the channel are left alone. */
export function channelWire(peer: IpcPeer): Wire {
  const mailbox = new Mailbox()
  peer.on('message', (received) => {
    const envelope = received as { wire?: Message } | null
    if (envelope?.wire) mailbox.deliver(envelope.wire)
  })
  peer.on('disconnect', () => mailbox.close())
  return {
    send(wire) {
      if (peer.connected) peer.send?.({ wire })
    },
    onMessage: (listener) => mailbox.onMessage(listener),
    onClose: (listener) => mailbox.onClose(listener),
    close() {
      if (peer.connected) peer.disconnect?.()
      mailbox.close()
    },
  }
}
