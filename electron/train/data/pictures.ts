import { join } from 'node:path'
import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { type Text, text } from '../../contract/text.ts'
import { Random } from '../../nets/random.ts'
import type { Batch } from '../step/batch.ts'
import { HELD_OUT, isIn, type Part } from './heldOut.ts'
import { byStem, decodePlace, listPictures, type Picture, type Place } from './pictureFiles.ts'
import type { Skipped, Source } from './source.ts'

export interface PictureOptions {
  /** Short side to which pictures are scaled before they are cropped; null leaves them as they are. */
  loadSize: number | null
  /** Side of the square that is cut out at random. */
  cropSize: number
  /** Mirrors half of the pictures. */
  flip: boolean
  seed: number
  /** Which pictures; all of them if not given. */
  part?: Part
}

/** Decoded pictures are kept up to this many bytes. */
const cacheBytes = 512 * 2 ** 20

/** A picture, in one or more aligned versions, by name of the version. */
type Entry = Readonly<Record<string, Place>>

/**
 * Pictures of a folder, or of several folders whose files of equal name belong together and are cut alike. Decoding
 * runs in the codec's own threads, so a batch that was asked for early is made while a step computes. A file that
 * cannot be used is left out and listed, and the next one takes its place.
 */
export class PictureSource implements Source {
  readonly skipped: Skipped[] = []
  readonly #entries: readonly Entry[]
  readonly #options: PictureOptions
  readonly #broken = new Set<number>()
  readonly #cache = new Map<number, Promise<Readonly<Record<string, Picture>>>>()
  #cachedBytes = 0
  #order: { epoch: number; order: Uint32Array } | null = null

  /**
   * @param folders by the name of the data input that their pictures become, [N, 3, cropSize, cropSize] in [-1, 1]
   * @throws not-found for a folder that is not there, invalid-input for one with fewer than two pictures
   */
  static async open(
    folders: Readonly<Record<string, string>>,
    options: PictureOptions,
  ): Promise<PictureSource> {
    checkCrop(options)
    const all = Object.values(folders)
    const hint =
      all.length > 1 ? text('trainingData.belongTogether', { folders: all.join(' & ') }) : undefined
    const listed = await Promise.all(
      Object.entries(folders).map(
        async ([name, folder]) => ({ name, folder, files: await listPictures(folder, hint) }) as const,
      ),
    )
    const { entries, skipped } =
      listed.length > 1 ? matched(listed) : { entries: single(listed[0]!), skipped: [] }
    const where =
      all.length > 1 ? text('trainingData.byEqualNames', { folders: all.join(' & ') }) : all.join()
    const source = new PictureSource(chosen(entries, options.part, where), options)
    source.skipped.push(...skipped)
    return source
  }

  /**
   * Pictures with two versions side by side in each file, as the data sets of pix2pix have them.
   *
   * @param sides names of the data inputs that the left half and the right one become
   * @throws as {@link open}
   */
  static async openStrips(
    folder: string,
    sides: readonly [left: string, right: string],
    options: PictureOptions,
  ): Promise<PictureSource> {
    checkCrop(options)
    const [left, right] = sides
    const entries = (await listPictures(folder)).map((name): Entry => {
      const path = join(folder, name)
      return { [left]: { path, half: 'left' }, [right]: { path, half: 'right' } }
    })
    return new PictureSource(chosen(entries, options.part, folder), options)
  }

  private constructor(entries: readonly Entry[], options: PictureOptions) {
    this.#entries = entries
    this.#options = options
  }

  /** Pictures, the broken ones included. */
  get count(): number {
    return this.#entries.length
  }

  async batch(index: number, size: number): Promise<Batch> {
    const { cropSize } = this.#options
    const plane = cropSize * cropSize
    const examples = await Promise.all(
      Array.from({ length: size }, (_, row) => {
        const sample = index * size + row
        return this.#example(this.#pictureOf(sample)).then((example) => ({ sample, example }))
      }),
    )
    const names = Object.keys(this.#entries[0]!)
    return Object.fromEntries(
      names.map((name) => {
        const data = new Float32Array(size * 3 * plane)
        examples.forEach(({ sample, example }, row) => {
          this.#cut(example[name]!, sample, data.subarray(row * 3 * plane, (row + 1) * 3 * plane))
        })
        return [name, data]
      }),
    )
  }

  /** Every epoch shows all pictures once, in an order of its own. */
  #pictureOf(sample: number): number {
    const count = this.#entries.length
    const epoch = Math.floor(sample / count)
    if (this.#order?.epoch !== epoch)
      this.#order = { epoch, order: new Random(this.#options.seed, 'order', epoch).permutation(count) }
    return this.#order.order[sample % count]!
  }

  async #example(first: number): Promise<Readonly<Record<string, Picture>>> {
    const count = this.#entries.length
    for (let offset = 0; offset < count; offset++) {
      const index = (first + offset) % count
      if (this.#broken.has(index)) continue
      try {
        return await this.#load(index)
      } catch (error) {
        if (!this.#broken.has(index)) this.#skip(index, error)
      }
    }
    const { file, reason } = this.skipped[0]!
    throw new GanvasError('invalid-input', text('trainingData.noneUsable', { count, file, reason }))
  }

  #skip(index: number, error: unknown): void {
    this.#broken.add(index)
    this.skipped.push({ file: firstPath(this.#entries[index]!), reason: reasonOf(error) })
  }

  #load(index: number): Promise<Readonly<Record<string, Picture>>> {
    const cached = this.#cache.get(index)
    if (cached) return cached
    const loaded = decodeEntry(this.#entries[index]!, this.#options)
    if (this.#cachedBytes < cacheBytes) {
      this.#cache.set(index, loaded)
      loaded
        .then((versions) => {
          for (const { data } of Object.values(versions)) this.#cachedBytes += data.length
        })
        .catch(() => this.#cache.delete(index))
    }
    return loaded
  }

  /** Cuts a square out, the same one of every version of a sample, as channels of [-1, 1]. */
  #cut({ width, height, data }: Picture, sample: number, target: Float32Array): void {
    const { cropSize, flip, seed } = this.#options
    const random = new Random(seed, 'crop', sample)
    const left = random.below(width - cropSize + 1)
    const top = random.below(height - cropSize + 1)
    const mirrored = flip && random.uniform() < 0.5
    const plane = cropSize * cropSize
    for (let y = 0; y < cropSize; y++)
      for (let x = 0; x < cropSize; x++) {
        const from = ((top + y) * width + left + (mirrored ? cropSize - 1 - x : x)) * 3
        const to = y * cropSize + x
        target[to] = data[from]! / 127.5 - 1
        target[to + plane] = data[from + 1]! / 127.5 - 1
        target[to + 2 * plane] = data[from + 2]! / 127.5 - 1
      }
  }
}

function checkCrop({ loadSize, cropSize }: PictureOptions): void {
  if (loadSize !== null && loadSize < cropSize)
    throw new GanvasError('invalid-input', text('trainingData.cropTooLarge', { loadSize, cropSize }))
}

interface Listed {
  name: string
  folder: string
  files: readonly string[]
}

const single = ({ name, folder, files }: Listed): Entry[] =>
  files.map((file) => ({ [name]: { path: join(folder, file) } }))

/** The pictures that every folder has, by names without their ending, and the files that this leaves out. */
function matched(listed: readonly Listed[]): {
  entries: Entry[]
  skipped: Skipped[]
} {
  const sides = listed.map(({ name, folder, files }) => ({ name, folder, ...byStem(files) }))
  const entries: Entry[] = []
  const skipped = sides.flatMap(({ folder, doubles }) =>
    doubles.map(({ name, used }) => ({
      file: join(folder, name),
      reason: text('labFaults.sameStem', { used }) as Skipped['reason'],
    })),
  )
  for (const side of sides)
    for (const [stem, file] of side.names) {
      const lacking = sides.find(({ names }) => !names.has(stem))
      if (lacking)
        skipped.push({
          file: join(side.folder, file),
          reason: text('labFaults.alone', { folder: lacking.folder }),
        })
      else if (side === sides[0])
        entries.push(
          Object.fromEntries(
            sides.map(({ name, folder, names }) => [name, { path: join(folder, names.get(stem)!) }]),
          ),
        )
    }
  return { entries, skipped }
}

const firstPath = (entry: Entry): string => Object.values(entry)[0]!.path

/**
 * The pictures of a part; only the held-out one may have none.
 *
 * @throws invalid-input for fewer than two pictures, of all or to train on
 */
function chosen(entries: readonly Entry[], part: Part | undefined, where: string | Text): readonly Entry[] {
  const found = part ? entries.filter((entry) => isIn(part, firstPath(entry))) : entries
  if (found.length >= 2 || part === 'held-out') return found
  const none = found.length === 0
  const left = none ? 'trainingData.noPictureLeft' : 'trainingData.onePictureLeft'
  throw new GanvasError(
    'invalid-input',
    part
      ? text(left, { where, heldOut: HELD_OUT })
      : text(none ? 'trainingData.noPicture' : 'trainingData.onePicture', { where }),
  )
}

async function decodeEntry(entry: Entry, options: PictureOptions): Promise<Record<string, Picture>> {
  const versions = await Promise.all(
    Object.entries(entry).map(async ([name, place]) => [name, await decodePlace(place, options)] as const),
  )
  const [, { width, height }] = versions[0]!
  for (const [name, picture] of versions)
    if (picture.width !== width || picture.height !== height)
      throw new GanvasError(
        'invalid-input',
        text('labFaults.otherSize', {
          name,
          width: picture.width,
          height: picture.height,
          wantedWidth: width,
          wantedHeight: height,
        }),
      )
  return Object.fromEntries(versions)
}
