import { basename, join, sep } from 'node:path'
import { GanvasError } from '../../../contract/errors.ts'
import { Random } from '../../random.ts'
import { decodePicture, listPictures } from '../pictures.ts'
import type { Batch, Source } from '../source.ts'
import { drawComposite } from './composite.ts'
import type { RgbBytes } from './picture.ts'

/** Short side to which pictures are scaled, for a side of 64: windows show half of a picture or more. */
const LOAD_SHARE = 1.5
/** Decoded pictures are kept up to this many bytes. */
const CACHE_BYTES = 512 * 2 ** 20
/** One picture in ten is never trained on. */
const HELD_OUT = 10

/** Whether a picture is kept for measuring, by its file name alone: another folder or order changes nothing. */
export function isHeldOut(path: string): boolean {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(basename(path))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash % HELD_OUT === 0
}

/**
 * Composites whose answer is known, made anew for every batch from the pictures of a folder that are not held out:
 * `composite` [N, 4, side, side] and `target` [N, 3, side, side]; see {@link drawComposite}. The folder's own
 * folders are shown equally often, however many pictures each holds.
 */
export class CompositeSource implements Source {
  readonly skipped: { file: string; reason: string }[] = []
  readonly #groups: string[][]
  readonly #side: number
  readonly #seed: number
  readonly #cache = new Map<string, Promise<RgbBytes>>()
  #cachedBytes = 0

  /** @throws not-found for a folder that is not there, invalid-input for one with fewer than two pictures */
  static async open(
    folder: string,
    { side, seed }: { side: number; seed: number },
  ): Promise<CompositeSource> {
    const names = [...(await listPictures(folder)).values()].filter((name) => !isHeldOut(name))
    if (names.length < 2)
      throw new GanvasError(
        'invalid-input',
        `${folder} holds ${names.length === 0 ? 'no pictures' : 'one picture only'} to train on; one in ${HELD_OUT} is held out. Training needs at least two.`,
        { folder, pictures: names.length },
      )
    const groups = new Map<string, string[]>()
    for (const name of names) {
      const group = name.includes(sep) ? name.split(sep)[0]! : ''
      groups.set(group, [...(groups.get(group) ?? []), join(folder, name)])
    }
    return new CompositeSource([...groups.values()], side, seed)
  }

  private constructor(groups: string[][], side: number, seed: number) {
    this.#groups = groups
    this.#side = side
    this.#seed = seed
  }

  async batch(index: number, size: number): Promise<Batch> {
    const pixels = this.#side ** 2
    const composite = new Float32Array(size * 4 * pixels)
    const target = new Float32Array(size * 3 * pixels)
    await Promise.all(
      Array.from({ length: size }, async (_, row) => {
        const random = new Random(this.#seed, 'composite', index * size + row)
        const picture = await this.#picture(random)
        const drawn = drawComposite(random, picture, this.#side)
        composite.set(drawn.input, row * 4 * pixels)
        target.set(drawn.target, row * 3 * pixels)
      }),
    )
    return { composite, target }
  }

  /** A picture at random; one that cannot be used is listed, and the next of its group takes its place. */
  async #picture(random: Random): Promise<RgbBytes> {
    const group = this.#groups[random.below(this.#groups.length)]!
    const first = random.below(group.length)
    for (let offset = 0; offset < group.length; offset++) {
      const path = group[(first + offset) % group.length]!
      try {
        return await this.#load(path)
      } catch (error) {
        const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
        if (this.skipped.every(({ file }) => file !== path))
          this.skipped.push({ file: path, reason: reason! })
      }
    }
    throw new GanvasError(
      'invalid-input',
      `None of the ${group.length} pictures beside ${group[0]} can be used.`,
    )
  }

  #load(path: string): Promise<RgbBytes> {
    const known = this.#cache.get(path)
    if (known) return known
    const options = { loadSize: Math.round(LOAD_SHARE * this.#side), cropSize: this.#side }
    const loaded = decodePicture(path, options)
    if (this.#cachedBytes < CACHE_BYTES) {
      this.#cache.set(path, loaded)
      loaded.then(
        ({ data }) => {
          this.#cachedBytes += data.length
        },
        // Kept as well: a broken file is opened once.
        () => {},
      )
    }
    return loaded
  }
}
