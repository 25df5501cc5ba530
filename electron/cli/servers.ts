import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { GanvasError } from '../contract/errors.ts'
import { inEnglish, text } from '../contract/text.ts'
import { isReadableOnTheWay, readAddress } from '../engine/serving/address.ts'

/** Servers that are named for one command, as the engine takes them from its environment. */
export type NamedServers = { address: string; authority?: string }[]

/**
 * Takes `--server A`, `--authority FILE` and `--plain` off the arguments.
 *
 * @param warn told that what is sent can be read on the way
 * @throws GanvasError `invalid-input` for what is no address, and for plain HTTP to another machine without `--plain`
 */
export function takeServers(
  args: readonly string[],
  warn: (sentence: string) => void,
): { servers?: NamedServers; rest: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      server: { type: 'string', multiple: true },
      authority: { type: 'string' },
      plain: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const rest = [...args]
  const addresses: string[] = []
  let [authority, plain] = ['', false]
  // From the end, so that what is taken out moves nothing that is still to come.
  for (const token of tokens.toReversed()) {
    if (token.kind !== 'option' || !['server', 'authority', 'plain'].includes(token.name)) continue
    if (token.name === 'server') addresses.unshift(readAddress(token.value ?? ''))
    else if (token.name === 'authority') authority = token.value ?? ''
    else plain = true
    rest.splice(token.index, token.value !== undefined && !token.inlineValue ? 2 : 1)
  }
  if (addresses.length === 0) return { rest: [...args] }
  for (const address of addresses.filter(isReadableOnTheWay)) {
    const said = text('servers.plain', { address })
    if (!plain) throw new GanvasError('invalid-input', text('servers.sayPlain', { said }), { address })
    warn(inEnglish(said))
  }
  const servers = addresses.map((address) => ({
    address,
    ...(authority && { authority: resolve(authority) }),
  }))
  return { servers, rest }
}
