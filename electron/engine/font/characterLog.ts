import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'

/**
 * What is known of characters, a line each, the last one of a character counting. Lines are only ever added, so that a process that
 * is killed leaves all but its last one.
 */
export class CharacterLog<T extends { character: number }> {
  readonly #path: string
  readonly #entries: Map<number, T>
  #writing: Promise<unknown> = Promise.resolve()
  #handle: FileHandle | null = null

  private constructor(path: string, entries: Map<number, T>) {
    this.#path = path
    this.#entries = entries
  }

  /** @param file its name in the folder; it need not be there */
  static async open<T extends { character: number }>(folder: string, file: string): Promise<CharacterLog<T>> {
    const path = join(folder, file)
    const entries = new Map<number, T>()
    for (const line of (await readFile(path, 'utf8').catch(() => '')).split('\n')) {
      // A last line that was cut short.
      if (!line.endsWith('}')) continue
      const entry = JSON.parse(line) as T
      entries.set(entry.character, entry)
    }
    return new CharacterLog(path, entries)
  }

  get(character: number): T | undefined {
    return this.#entries.get(character)
  }

  /** All of them, in the order in which characters were first added. */
  get all(): readonly T[] {
    return [...this.#entries.values()]
  }

  /** @throws GanvasError `disk` where they cannot be kept; they are not known then either */
  async add(entries: readonly T[]): Promise<void> {
    const writing = this.#writing.then(() => this.#append(entries))
    this.#writing = writing.catch(() => {})
    await writing
    for (const entry of entries) this.#entries.set(entry.character, entry)
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#handle?.close().catch(() => {})
    this.#handle = null
  }

  async #append(entries: readonly T[]): Promise<void> {
    try {
      this.#handle ??= await openAtLineEnd(this.#path)
      await this.#handle.appendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
    } catch (error) {
      throw diskError('write', this.#path, error)
    }
  }
}

/** A line that was cut short is ended, so that the next one stands by itself. */
async function openAtLineEnd(path: string): Promise<FileHandle> {
  const handle = await open(path, 'a+')
  const { size } = await handle.stat()
  const last = new Uint8Array(1)
  if (size > 0) await handle.read(last, 0, 1, size - 1)
  if (size > 0 && last[0] !== 10) await handle.appendFile('\n')
  return handle
}
