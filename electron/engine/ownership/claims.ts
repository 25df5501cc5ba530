import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { GanvasError } from '../../contract/errors.ts'
import { writeAtomically } from '../disk.ts'
import { bePresent, isThere } from './presence.ts'

/** The file in a claimed folder that says by which process. */
export const OWNER = 'owner'

/** Takeovers from dead processes that may get in each other's way before a claim is given up. */
const ATTEMPTS = 5

/**
 * Which folders of a data folder belong to whom: a page's connection, a training. A claim ends with its holder, or with the
 * process of that holder, however that ends; until then every process refuses it to all others.
 */
export class Claims {
  readonly #held = new Map<string, { holder: object; taken: Promise<boolean> }>()
  #address: Promise<string> | null = null
  readonly #heard = new WeakSet<AbortSignal>()

  /**
   * Claims a folder, which is made where it is not there.
   * @param holder an AbortSignal gives its claims back when it is aborted
   * @returns false when another living one holds it
   * @throws GanvasError `disk`
   */
  async claim(folder: string, holder: object): Promise<boolean> {
    const before = this.#held.get(folder)
    if (before) return before.holder === holder && before.taken
    // At once, so that of two claims in this process one alone goes on to the disk.
    const taking = { holder, taken: this.#take(folder) }
    this.#held.set(folder, taking)
    const taken = await taking.taken.catch((error: unknown) => {
      this.#held.delete(folder)
      throw error
    })
    if (!taken) this.#held.delete(folder)
    else if (holder instanceof AbortSignal) {
      if (holder.aborted) await this.release(folder, holder)
      else this.#releaseAtEndOf(holder)
    }
    return taken
  }

  /** Handles each signal once, however many claims it holds. */
  #releaseAtEndOf(holder: AbortSignal): void {
    if (this.#heard.has(holder)) return
    this.#heard.add(holder)
    const releaseAll = () => {
      for (const folder of this.#held.keys()) void this.release(folder, holder)
    }
    holder.addEventListener('abort', releaseAll, { once: true })
  }

  /** Gives a claim back; nothing where `holder` has none. */
  async release(folder: string, holder: object): Promise<void> {
    if (this.#held.get(folder)?.holder !== holder) return
    await rm(join(folder, OWNER), { force: true }).catch(() => {})
    this.#held.delete(folder)
  }

  /** Whether a living one other than `holder` has claimed the folder, here or in another process. */
  async isOthers(folder: string, holder: object): Promise<boolean> {
    const here = this.#held.get(folder)
    if (here) return here.holder !== holder
    const owner = await ownerOf(folder)
    return owner !== null && isThere(owner)
  }

  async #take(folder: string): Promise<boolean> {
    this.#address ??= bePresent()
    const address = await this.#address
    await mkdir(folder, { recursive: true }).catch((error) => {
      throw diskError('makeFolder', folder, error)
    })
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const owner = await ownerOf(folder)
      if (owner !== null && owner !== address) {
        if (await isThere(owner)) return false
        await removeOwner(folder, owner)
      }
      try {
        await writeAtomically(join(folder, OWNER), [Buffer.from(address)], { overwrite: owner === address })
        return true
      } catch (error) {
        if (!(error instanceof GanvasError && error.code === 'exists')) throw error
      }
    }
    return false
  }
}

const ownerOf = (folder: string): Promise<string | null> =>
  readFile(join(folder, OWNER), 'utf8').catch(() => null)

/** Removes the files of a dead process, unless a living one has claimed them meanwhile. */
async function removeOwner(folder: string, dead: string): Promise<void> {
  const aside = join(folder, `${OWNER}-${randomBytes(6).toString('hex')}`)
  // A rename takes the file whole, so that of several processes one alone has it in hand.
  if (
    !(await rename(join(folder, OWNER), aside).then(
      () => true,
      () => false,
    ))
  )
    return
  const found = await readFile(aside, 'utf8').catch(() => null)
  if (found === dead || found === null) await rm(aside, { force: true }).catch(() => {})
  else await rename(aside, join(folder, OWNER)).catch(() => {})
}
