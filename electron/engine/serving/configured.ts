import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { SERVERS_VARIABLE, TOKEN_VARIABLE } from '../paths.ts'
import type { SettingsStore } from '../settings.ts'
import { readAddress, type ServerAccess } from './address.ts'
import type { TokenPlace, Tokens } from './tokens.ts'

const Named = z.array(z.object({ address: z.string(), authority: z.string().optional() }))

/**
 * The servers that networks may be computed on: those that were named for this process alone, as the command line does,
 * or else those in the settings.
 */
export class ConfiguredServers {
  readonly #settings: SettingsStore
  readonly #tokens: Tokens
  readonly #named: readonly ServerAccess[] | null
  readonly #token: string | undefined

  constructor(settings: SettingsStore, tokens: Tokens, environment: NodeJS.ProcessEnv = process.env) {
    this.#settings = settings
    this.#tokens = tokens
    const named = environment[SERVERS_VARIABLE]
    this.#token = environment[TOKEN_VARIABLE] || undefined
    this.#named = named ? Named.parse(JSON.parse(named)) : null
  }

  get addresses(): string[] {
    return (this.#named ?? this.#settings.get().servers).map(({ address }) => address)
  }

  /** Those in the settings. */
  list(): { address: string; authority: string; token: TokenPlace }[] {
    return this.#settings
      .get()
      .servers.map((server) => ({ ...server, token: this.#tokens.placeOf(server.address) }))
  }

  /** @throws GanvasError `unavailable` for a token that cannot be read here */
  async access(): Promise<ServerAccess[]> {
    if (this.#named)
      return Promise.all(
        this.#named.map(async (server) => ({
          ...server,
          token: this.#token ?? (await this.#kept(server.address)),
        })),
      )
    return Promise.all(
      this.#settings.get().servers.map(async ({ address, authority }) => ({
        address,
        token: this.#token ?? (await this.#kept(address)),
        ...(authority && { authority }),
      })),
    )
  }

  /** How to speak with a server that is not in the settings yet, or is to be changed. @param token that in the settings if absent */
  async accessTo(written: string, token?: string, authority = ''): Promise<ServerAccess> {
    const address = readAddress(written)
    return {
      address,
      token: token ?? this.#token ?? (await this.#kept(address)),
      ...(authority && { authority }),
    }
  }

  /** Adds a server to the settings, or changes the one of that address. */
  async add({ address, authority = '' }: ServerAccess, token: string | undefined): Promise<void> {
    if (token !== undefined) await this.#tokens.set(address, token)
    const { servers } = this.#settings.get()
    const entry = { address, authority }
    const known = servers.some((server) => server.address === address)
    this.#settings.set({
      servers: known
        ? servers.map((server) => (server.address === address ? entry : server))
        : [...servers, entry],
    })
  }

  /** @throws GanvasError `not-found` */
  async remove(address: string): Promise<void> {
    const { servers } = this.#settings.get()
    if (!servers.some((server) => server.address === address))
      throw new GanvasError('not-found', text('servers.notEntered', { address }))
    await this.#tokens.set(address, '')
    this.#settings.set({ servers: servers.filter((server) => server.address !== address) })
  }

  async #kept(address: string): Promise<string | undefined> {
    const token = await this.#tokens.get(address)
    if (token === null) throw new GanvasError('unavailable', text('servers.tokenUnreadable', { address }))
    return token
  }
}
