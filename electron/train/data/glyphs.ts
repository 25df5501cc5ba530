import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { unpackedShares } from '../../imaging/distances.ts'
import { Random } from '../../nets/random.ts'
import type { Batch } from '../step/batch.ts'
import type { Source } from './source.ts'

/**
 * A style in a folder of glyphs: `NAME.json`, and beside it `NAME.glyphs` with the field of the source and that of the style for
 * each of its characters, packed as bytes; those that are not trained on come last.
 */
export const GlyphIndex = z.object({
  name: z.string(),
  side: z.number().int(),
  characters: z.array(z.number().int()),
  /** So many at the end. */
  heldOut: z.number().int(),
})
/** The style that a network is to learn beside those that it knows, and the share of the examples that are of it. */
export interface Learned {
  style: string
  share: number
}

type GlyphIndex = z.infer<typeof GlyphIndex>

/**
 * Pairs of glyphs as distance fields: `source` and `target` [N, 1, side, side], in parts of the range of {@link unpackedShares}, and `style`
 * [N, styles], one at the style of the pair. Styles are in the order of their names and are shown equally often; one that is
 * learned beside the others is the last, and has its own share.
 */
export class GlyphSource implements Source {
  readonly skipped: Source['skipped'] = []
  readonly styles: readonly string[]
  readonly side: number
  readonly #indices: readonly GlyphIndex[]
  readonly #files: readonly Uint8Array[]
  readonly #seed: number
  readonly #heldOut: boolean
  readonly #share: number | null

  /**
   * @throws not-found for a folder without styles, or without the one that is to be learned; unreadable-file for a file that is
   * shorter than its index says
   */
  static async open(
    folder: string,
    seed: number,
    learned?: Learned,
  ): Promise<{ training: GlyphSource; heldOut: GlyphSource }> {
    const names = await readdir(folder).catch(() => [])
    const indices: GlyphIndex[] = []
    for (const file of names.filter((name) => name.endsWith('.json')).sort())
      indices.push(GlyphIndex.parse(JSON.parse(await readFile(join(folder, file), 'utf8'))))
    const side = indices[0]?.side
    if (side === undefined || indices.some((index) => index.side !== side))
      throw new GanvasError('not-found', text('recipes.noGlyphs', { folder }), { path: folder })
    if (learned) {
      const at = indices.findIndex(({ name }) => name === learned.style)
      if (at < 0)
        throw new GanvasError('not-found', text('recipes.noLearnedStyle', { folder, style: learned.style }))
      indices.push(...indices.splice(at, 1))
    }
    const files: Uint8Array[] = []
    for (const index of indices) files.push(await fieldsOf(folder, index))
    const share = learned && indices.length > 1 ? learned.share : null
    return {
      training: new GlyphSource(indices, files, seed, false, share),
      heldOut: new GlyphSource(indices, files, seed, true, share),
    }
  }

  private constructor(
    indices: readonly GlyphIndex[],
    files: readonly Uint8Array[],
    seed: number,
    heldOut: boolean,
    share: number | null,
  ) {
    this.styles = indices.map(({ name }) => name)
    this.side = indices[0]!.side
    this.#indices = indices
    this.#files = files
    this.#seed = seed
    this.#heldOut = heldOut
    this.#share = share
  }

  async batch(index: number, size: number): Promise<Batch> {
    const pixels = this.side ** 2
    const count = this.styles.length
    const source = new Float32Array(size * pixels)
    const target = new Float32Array(size * pixels)
    const style = new Float32Array(size * count)
    for (let row = 0; row < size; row++) {
      const place = index * size + row
      const [which, glyph] = this.#heldOut ? this.#spared(place) : this.#trained(place)
      const at = 2 * pixels * glyph
      const file = this.#files[which]!
      for (let k = 0; k < pixels; k++) {
        source[row * pixels + k] = unpackedShares[file[at + k]!]!
        target[row * pixels + k] = unpackedShares[file[at + pixels + k]!]!
      }
      style[row * count + which] = 1
    }
    return { source, target, style }
  }

  /** A style, and the number of a pair in its file, at random. */
  #trained(place: number): [number, number] {
    const style = this.#styleAt(place)
    const { characters, heldOut } = this.#indices[style]!
    return [style, new Random(this.#seed, 'glyph', place).below(characters.length - heldOut)]
  }

  #styleAt(place: number): number {
    const count = this.#indices.length
    if (this.#share === null) return place % count
    const [before, after] = [Math.floor(place * this.#share), Math.floor((place + 1) * this.#share)]
    return after > before ? count - 1 : (place - before) % (count - 1)
  }

  /** The same of pairs that are not trained on, one after the other, of the styles that have some. */
  #spared(place: number): [number, number] {
    const having = [...this.#indices.keys()].filter((style) => this.#indices[style]!.heldOut > 0)
    const style = having[place % having.length]!
    const { characters, heldOut } = this.#indices[style]!
    return [style, characters.length - heldOut + (Math.floor(place / having.length) % heldOut)]
  }
}

async function fieldsOf(folder: string, { name, side, characters }: GlyphIndex): Promise<Uint8Array> {
  const path = join(folder, `${name}.glyphs`)
  const length = characters.length * 2 * side * side
  const file = await open(path).catch(() => null)
  try {
    const bytes = new Uint8Array(length)
    const read = (await file?.read(bytes, 0, length, 0))?.bytesRead ?? 0
    if (read === length) return bytes
    throw new GanvasError(
      'unreadable-file',
      text('recipes.glyphsCutShort', { path, needed: length, found: read }),
      { file: path },
    )
  } finally {
    await file?.close()
  }
}
