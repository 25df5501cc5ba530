import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { diskError } from '../../contract/diskError.ts'
import type { Vault } from './vault.ts'

const Kept = z.union([z.object({ sealed: z.string() }), z.object({ token: z.string() })])
const File = z.record(z.string(), Kept)
type File = z.infer<typeof File>

/** Where a token is: in the system's store, in a file that only the user can read, or nowhere. */
export type TokenPlace = 'system' | 'file' | null

/**
 * The tokens of servers, in `server-tokens.json` of the data folder: sealed by the system's store where there is one, and
 * else as they are. Only the user can read the file.
 */
export class Tokens {
  readonly #path: string
  readonly #vault: Vault

  constructor(dataFolder: string, vault: Vault) {
    this.#path = join(dataFolder, 'server-tokens.json')
    this.#vault = vault
  }

  placeOf(address: string): TokenPlace {
    const kept = this.#read()[address]
    return kept ? ('sealed' in kept ? 'system' : 'file') : null
  }

  /** @returns undefined for a server without a token; null for one whose token cannot be read here */
  async get(address: string): Promise<string | undefined | null> {
    const kept = this.#read()[address]
    if (!kept) return undefined
    return 'token' in kept ? kept.token : this.#vault.open(kept.sealed)
  }

  /** @param token empty to forget it. @throws GanvasError `disk` */
  async set(address: string, token: string): Promise<void> {
    const { [address]: _, ...others } = this.#read()
    const sealed = token === '' ? null : await this.#vault.seal(token)
    this.#write(token === '' ? others : { ...others, [address]: sealed === null ? { token } : { sealed } })
  }

  #read(): File {
    try {
      const file = File.safeParse(JSON.parse(readFileSync(this.#path, 'utf8')))
      return file.success ? file.data : {}
    } catch {
      // None yet.
      return {}
    }
  }

  #write(file: File): void {
    const temporary = `${this.#path}.${process.pid}`
    try {
      writeFileSync(temporary, JSON.stringify(file, null, 1), { mode: 0o600 })
      // A file that was left there keeps its mode when it is written again.
      chmodSync(temporary, 0o600)
      renameSync(temporary, this.#path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw diskError('saveSettings', this.#path, error)
    }
  }
}
