import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { diskError } from '../../contract/diskError.ts'
import { GlyphOutline } from '../../contract/tools/fontWorks.ts'

/** A glyph that was made, and what it was made by: another key makes another glyph. */
export const LoggedGlyph = GlyphOutline.extend({ key: z.string() })
export type LoggedGlyph = z.infer<typeof LoggedGlyph>

const FILE = 'glyphs.jsonl'

/**
 * The glyphs that were made of a font, a line each, the last one of a character counting. Lines are only ever added, so that a
 * process that is killed leaves all but its last one.
 */
export class GlyphLog {
  readonly #path: string
  readonly #glyphs: Map<number, LoggedGlyph>
  #writing: Promise<unknown> = Promise.resolve()
  #handle: FileHandle | null = null

  private constructor(path: string, glyphs: Map<number, LoggedGlyph>) {
    this.#path = path
    this.#glyphs = glyphs
  }

  static async open(folder: string): Promise<GlyphLog> {
    const path = join(folder, FILE)
    const glyphs = new Map<number, LoggedGlyph>()
    for (const line of (await readFile(path, 'utf8').catch(() => '')).split('\n')) {
      // A last line that was cut short.
      if (!line.endsWith('}')) continue
      const glyph = JSON.parse(line) as LoggedGlyph
      glyphs.set(glyph.character, glyph)
    }
    return new GlyphLog(path, glyphs)
  }

  get(character: number): LoggedGlyph | undefined {
    return this.#glyphs.get(character)
  }

  /** @throws GanvasError `disk` where they cannot be kept; they are not known then either */
  async add(glyphs: readonly LoggedGlyph[]): Promise<void> {
    const writing = this.#writing.then(() => this.#append(glyphs))
    this.#writing = writing.catch(() => {})
    await writing
    for (const glyph of glyphs) this.#glyphs.set(glyph.character, glyph)
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#handle?.close().catch(() => {})
    this.#handle = null
  }

  async #append(glyphs: readonly LoggedGlyph[]): Promise<void> {
    try {
      this.#handle ??= await openAtLineEnd(this.#path)
      await this.#handle.appendFile(glyphs.map((glyph) => `${JSON.stringify(glyph)}\n`).join(''))
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
