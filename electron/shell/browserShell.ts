import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { readPageFile } from './pageFiles.ts'
import { securityHeaders } from './policy.ts'

export interface BrowserShellOptions {
  pageFolder: string
  /** 0 picks a free one. */
  port: number
  /** What a page must know to reach the engine. Letters, digits, `-` and `_`. */
  token: string
  /** Takes an upgraded connection over, when there is an engine; false when there is none for too long. */
  handOver(request: IncomingMessage, socket: Socket, head: Buffer): Promise<boolean>
}

export interface BrowserShell {
  /** `http://127.0.0.1:<port>/#<token>`; the fragment never leaves the browser. */
  url: string
  port: number
  close(): Promise<void>
}

/**
 * Serves the built page on 127.0.0.1 and nothing else, and passes WebSockets of that page to the engine.
 * A request must name this very host, which refuses DNS rebinding; a WebSocket must also come from this very
 * origin and carry the token as its second subprotocol.
 *
 * @throws the system's error when the port is taken (`EADDRINUSE`) or refused.
 */
export async function openBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const server = createServer()
  await listen(server, options.port)
  const { port } = server.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  const headers = securityHeaders(`ws://${host}`)

  server.on('request', async (request, response) => {
    const refuse = (status: number) => response.writeHead(status, headers).end()
    if (request.headers.host !== host) return refuse(403)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const file = await readPageFile(options.pageFolder, (request.url ?? '/').replace(/[?#].*$/s, ''))
    if (!file) return refuse(404)
    response.writeHead(200, {
      ...headers,
      'Content-Type': file.type,
      'Content-Length': file.body.length,
      // Hashed names may be kept for ever; the page itself is asked for again after every update.
      'Cache-Control': file.type.startsWith('text/html')
        ? 'no-store'
        : 'private, max-age=31536000, immutable',
    })
    response.end(request.method === 'HEAD' ? undefined : file.body)
  })

  server.on('upgrade', async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (request.headers.host !== host) return refuseUpgrade(socket, '403 Forbidden')
    if (request.headers.origin !== `http://${host}`) return refuseUpgrade(socket, '403 Forbidden')
    if (!hasToken(request, options.token)) return refuseUpgrade(socket, '401 Unauthorized')
    if (!(await options.handOver(request, socket as Socket, head)))
      refuseUpgrade(socket, '503 Service Unavailable')
  })

  return {
    url: `http://127.0.0.1:${port}/#${options.token}`,
    port,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((p) => p.trim())
  const given = Buffer.from(offered[1] ?? '')
  const expected = Buffer.from(token)
  return offered[0] === 'ganvas' && given.length === expected.length && timingSafeEqual(given, expected)
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
