import { setMaxListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { rootCertificates } from 'node:tls'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { ServerAccess } from './address.ts'
import { faultOfConnection, ServerFault } from './fault.ts'

/** Connections to one server that are kept open, at most. */
const CONNECTIONS = 64

/** A server that says nothing for so long is taken for dead: the largest tile on a slow processor takes less. */
const PATIENCE_MS = 120_000

export interface Question {
  method: 'GET' | 'POST'
  /** Below the server's address, such as `v2/models/style`. */
  path: string
  headers?: Readonly<Record<string, string | number>>
  /** The body, in pieces. */
  pieces?: readonly Uint8Array[]
  signal?: AbortSignal | undefined
}

export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Uint8Array
  /** What went over the wire, and how long that took beside the waiting in between. */
  traffic: Traffic
}

/** Bytes and seconds of one exchange. */
export interface Traffic {
  sentBytes: number
  receivedBytes: number
  /** Seconds in which something was sent or received. */
  wireSeconds: number
  /** Seconds between the last byte that was sent and the first that came back. */
  waitSeconds: number
}

/** Speaks HTTP with one server, over connections that stay open. It follows no redirection, and uses no proxy. */
export class Connection {
  readonly address: string
  readonly #token: string | undefined
  readonly #agent: HttpAgent | HttpsAgent
  readonly #patience: number

  /** @throws GanvasError `not-found` for a file of an authority that cannot be read */
  constructor({ address, token, authority }: ServerAccess, patience = PATIENCE_MS) {
    const options = { keepAlive: true, maxSockets: CONNECTIONS }
    this.address = address
    this.#token = token
    this.#patience = patience
    this.#agent = address.startsWith('https:')
      ? new HttpsAgent({ ...options, ...(authority && { ca: [...rootCertificates, read(authority)] }) })
      : new HttpAgent(options)
  }

  /**
   * Asks once. Connections that the server closed while they lay idle are replaced unnoticed.
   *
   * @throws ServerFault where there is no whole answer, or one that sends elsewhere
   */
  async ask(question: Question): Promise<Answer> {
    for (;;)
      try {
        return await this.#once(question)
      } catch (thrown) {
        // Each was one of a few that lay there, and is gone now.
        if (!(thrown instanceof ServerFault && thrown.wasIdle)) throw thrown
      }
  }

  close(): void {
    this.#agent.destroy()
  }

  #once({ method, path, headers = {}, pieces = [], signal }: Question): Promise<Answer> {
    signal?.throwIfAborted()
    // Node takes the eleventh question under one signal for a leak; they are many on purpose, and each stops listening at its end.
    if (signal) setMaxListeners(0, signal)
    const { address } = this
    const open = address.startsWith('https:') ? httpsRequest : httpRequest
    const sentBytes = pieces.reduce((sum, { length }) => sum + length, 0)
    return new Promise((resolve, reject) => {
      const began = performance.now()
      let sentAt = began
      const asked: ClientRequest = open(`${address}/${path}`, {
        method,
        agent: this.#agent,
        headers: {
          ...headers,
          ...(pieces.length > 0 && { 'content-length': sentBytes }),
          ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        },
        ...(signal && { signal }),
      })
      let responded = false
      const fail = (error: NodeJS.ErrnoException) =>
        reject(
          signal?.aborted
            ? signal.reason
            : faultOfConnection(address, error, asked.reusedSocket && !responded),
        )
      asked.setTimeout(this.#patience, () =>
        asked.destroy(
          new ServerFault(
            'silent',
            address,
            text('servers.silent', { address, seconds: this.#patience / 1000 }),
          ),
        ),
      )
      asked.once('error', fail)
      asked.once('finish', () => {
        sentAt = performance.now()
      })
      asked.once('response', (response) => {
        const firstAt = performance.now()
        responded = true
        receive(response).then((body) => {
          const { statusCode: status = 0, headers: found } = response
          if (status >= 300 && status < 400) {
            const target = String(found.location ?? '?')
            return reject(
              new ServerFault('elsewhere', address, text('servers.elsewhere', { address, target })),
            )
          }
          const traffic = {
            sentBytes,
            receivedBytes: body.length,
            wireSeconds: (sentAt - began + performance.now() - firstAt) / 1000,
            waitSeconds: Math.max(0, firstAt - sentAt) / 1000,
          }
          resolve({ status, headers: found, body, traffic })
        }, fail)
      })
      for (const piece of pieces) asked.write(piece)
      asked.end()
    })
  }
}

/** @throws Error where the answer ends before its end */
async function receive(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  if (!response.complete) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
  return Buffer.concat(chunks)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code)
    throw new GanvasError('not-found', text('servers.authority', { path, code }), { path })
  }
}
