import { isIP } from 'node:net'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'

/** What it takes to speak with a server. Plain data: it crosses to threads. */
export interface ServerAccess {
  /** As {@link readAddress} gives it. */
  address: string
  /** Sent as a bearer token. */
  token?: string | undefined
  /** A file of certificates that may vouch for the server's, beside the authorities that Node.js knows. */
  authority?: string | undefined
}

/**
 * The address of a server in one form, whatever way it was written: scheme, host, port where it is not the scheme's
 * own, and a path without a slash at its end, where the protocol lies below one.
 *
 * @throws GanvasError `invalid-input` for what is no address, or holds a user, a query or a fragment
 */
export function readAddress(written: string): string {
  const wrong = () =>
    new GanvasError('invalid-input', text('servers.badAddress', { address: written }), { address: written })
  const whole = /^[a-z]+:\/\//i.test(written.trim()) ? written.trim() : `http://${written.trim()}`
  const url = URL.canParse(whole) ? new URL(whole) : null
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) throw wrong()
  if (url.username || url.password || url.search || url.hash) throw wrong()
  return url.origin + url.pathname.replace(/\/+(v2)?\/*$/, '')
}

/** Whether what is sent to the address can be read by others on the way: plain HTTP to another machine. */
export function isReadableOnTheWay(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !isThisMachine(hostname)
}

function isThisMachine(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** The host and port, as they are shown where there is little room. */
export const shortAddress = (address: string): string => new URL(address).host
