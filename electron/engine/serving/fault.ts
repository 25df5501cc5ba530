import { GanvasError } from '../../contract/errors.ts'
import { type Text, text } from '../../contract/text.ts'

/**
 * What a server can fail at.
 *
 * - `unreachable`, `silent`, `cut`: it is not there, says nothing, or broke off; it may come back
 * - `busy`: it has too much to do (HTTP 429, 503)
 * - `failed`: it says that it failed
 * - `nonsense`: its answer cannot be right
 * - `lacks`: it has no such network
 * - `denied`, `certificate`, `elsewhere`: it is not to be spoken with until somebody has changed something
 */
export type ServerFaultKind =
  | 'unreachable'
  | 'silent'
  | 'cut'
  | 'busy'
  | 'failed'
  | 'nonsense'
  | 'lacks'
  | 'denied'
  | 'certificate'
  | 'elsewhere'

/** A server did not do what it was asked for, and why, in a sentence. */
export class ServerFault extends GanvasError {
  readonly kind: ServerFaultKind
  /** Milliseconds for which the server asks to be left alone. */
  readonly retryAfter: number
  /** The connection had been lying idle, and was closed in the moment it was used. */
  readonly wasIdle: boolean

  constructor(
    kind: ServerFaultKind,
    address: string,
    said: Text,
    {
      retryAfter = 0,
      wasIdle = false,
      cause,
    }: { retryAfter?: number; wasIdle?: boolean; cause?: unknown } = {},
  ) {
    super('unavailable', said, { address }, { cause })
    this.kind = kind
    this.retryAfter = retryAfter
    this.wasIdle = wasIdle
  }

  /** Whether asking again later may help, without anybody's doing. */
  get passes(): boolean {
    return !['lacks', 'denied', 'certificate', 'elsewhere'].includes(this.kind)
  }
}

/** Nobody vouches for the certificate: the server made it itself, or an authority that is not known here. */
const unknownIssuer = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])
/** It broke off after the connection stood. */
const broken = new Set([
  'ECONNRESET',
  'EPIPE',
  'HPE_INVALID_CONSTANT',
  'HPE_INVALID_CONTENT_LENGTH',
  'ERR_STREAM_PREMATURE_CLOSE',
])

/** What writing to a connection ends in that the other side has closed: before it was noticed, or while it is. */
const closedIdle = new Set(['ECONNRESET', 'EPIPE'])

/** What an error of Node.js says of the server. @param reusedSocket on a connection that had been used before, before any answer */
export function faultOfConnection(
  address: string,
  error: NodeJS.ErrnoException,
  reusedSocket = false,
): ServerFault {
  if (error instanceof ServerFault) return error
  const code = error.code ?? error.message
  if (unknownIssuer.has(code))
    return new ServerFault('certificate', address, text('servers.selfSigned', { address, code }), {
      cause: error,
    })
  if (/CERT|ALTNAME/.test(code))
    return new ServerFault('certificate', address, text('servers.certificate', { address, code }), {
      cause: error,
    })
  if (broken.has(code) || code === 'aborted')
    return new ServerFault('cut', address, text('servers.cut', { address, reason: code }), {
      wasIdle: reusedSocket && closedIdle.has(code),
      cause: error,
    })
  return new ServerFault('unreachable', address, text('servers.unreachable', { address, reason: code }), {
    cause: error,
  })
}

/** The longest time, in milliseconds, that a server's `Retry-After` is heeded. */
const LONGEST_PAUSE = 60_000

/** What an HTTP status says of the server; null for success. @param said the body, where it has words in it */
export function faultOfStatus(
  address: string,
  status: number,
  said: string,
  retryAfter: string | undefined,
): ServerFault | null {
  if (status >= 200 && status < 300) return null
  if (status === 401 || status === 403)
    return new ServerFault('denied', address, text('servers.denied', { address, status }))
  if (status === 429 || status === 503) {
    const seconds = Number(retryAfter)
    const pause = Number.isFinite(seconds) && seconds > 0 ? Math.min(LONGEST_PAUSE, 1000 * seconds) : 0
    return new ServerFault('busy', address, text('servers.busy', { address, status }), { retryAfter: pause })
  }
  return new ServerFault('failed', address, text('servers.failed', { address, status, said }))
}
