import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { ParentPort } from 'electron'
import { WebSocketServer } from 'ws'
import type { Wire } from '../contract/wire.ts'
import { channelWire } from '../contract/wires/channel.ts'
import { electronPortWire } from '../contract/wires/port.ts'
import { socketWire } from '../contract/wires/socket.ts'
import { endThreads } from './threads/thread.ts'

/**
 * An upgrade request whose socket comes along; the shell has checked its token, Host and Origin. For a moment both
 * processes hold the socket, and either may read from it. So the engine only says `arrived`, and answers the page,
 * which sends nothing before, when the shell has let go and says `released`.
 */
export interface SocketHandOver {
  id: number
  socket: Pick<IncomingMessage, 'headers' | 'method' | 'url'>
  head: Uint8Array
}

/** The largest frame: a project of ten 48-megapixel layers. */
const MAX_FRAME_BYTES = 2 ** 31 - 1

/**
 * Hands every connection that the shell passes on to `serve`, and says that the engine is ready.
 * Under Electron connections are message ports; under Node they are WebSockets from the browser shell, or the
 * IPC channel itself for the command line. Without its shell the engine ends, as it does when it is told to `end`,
 * once `saved` what is under way; `wanted` says which of the two it is.
 */
export function acceptConnections(
  serve: (wire: Wire) => void,
  saved: (end: { wanted: boolean }) => Promise<unknown>,
): void {
  let ending = false
  const end = (wanted: boolean) => {
    if (ending) return
    ending = true
    void saved({ wanted })
      .finally(endThreads)
      .finally(() => process.exit(0))
  }
  const parentPort: ParentPort | undefined = process.parentPort
  if (parentPort) {
    parentPort.on('message', ({ data, ports }) => {
      if (data === 'end') end(true)
      for (const port of ports) serve(electronPortWire(port))
    })
    parentPort.postMessage('ready')
    return
  }
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has('ganvas') ? 'ganvas' : false),
  })
  const arrived = new Map<number, () => void>()
  process.on('message', (message: unknown, handle?: unknown) => {
    if (message === 'end') end(true)
    else if (message === 'serve-channel') serve(channelWire(process))
    else if (isHandOver(message) && handle) {
      arrived.set(message.id, () =>
        server.handleUpgrade(
          message.socket as IncomingMessage,
          handle as Socket,
          Buffer.from(message.head),
          (socket) => serve(socketWire(socket)),
        ),
      )
      process.send?.({ arrived: message.id })
    } else if (isRelease(message)) {
      arrived.get(message.released)?.()
      arrived.delete(message.released)
    }
  })
  process.on('disconnect', () => end(false))
  process.send?.('ready')
}

function isHandOver(message: unknown): message is SocketHandOver {
  return typeof message === 'object' && message !== null && 'socket' in message
}

function isRelease(message: unknown): message is { released: number } {
  return typeof message === 'object' && message !== null && 'released' in message
}
