import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { Random } from '../../nets/random.ts'
import type { Batch } from '../step/batch.ts'
import type { Part } from './heldOut.ts'
import { PicturePool } from './picturePool.ts'
import type { Skipped, Source } from './source.ts'
import { writeSquare } from './square.ts'

export interface LabelledOptions {
  /** Side, in pixels, of the squares that are cropped at random; pictures are first scaled so that their shorter side is as long. */
  side: number
  seed: number
  part?: Part
}

/**
 * Pictures of a folder whose own folders are classes, each shown equally often: `picture` [N, 3, side, side] in [-1, 1],
 * and `label` [N, classes] with a one for the class, the classes in the order of their names.
 */
export class LabelledSource implements Source {
  readonly classes: readonly string[]
  readonly #pools: readonly PicturePool[]
  readonly #options: LabelledOptions

  /**
   * @throws not-found for a folder that is not there; invalid-input for fewer than two classes, and for one with fewer
   *   than two pictures to train on, naming it
   */
  static async open(folder: string, options: LabelledOptions): Promise<LabelledSource> {
    const { side, part = 'training' } = options
    const classes = await foldersIn(folder)
    if (classes.length < 2)
      throw new GanvasError(
        'invalid-input',
        classes[0] === undefined
          ? text('trainingData.noClass', { folder })
          : text('trainingData.oneClass', { folder, only: classes[0] }),
      )
    const pools = await Promise.all(
      classes.map((name) => PicturePool.open(join(folder, name), { loadSize: side, part })),
    )
    return new LabelledSource(classes, pools, options)
  }

  private constructor(classes: readonly string[], pools: readonly PicturePool[], options: LabelledOptions) {
    this.classes = classes
    this.#pools = pools
    this.#options = options
  }

  get skipped(): readonly Skipped[] {
    return this.#pools.flatMap(({ skipped }) => skipped)
  }

  /** Whether every class has pictures; only a held-out part may have none. */
  get complete(): boolean {
    return this.#pools.every(({ count }) => count > 0)
  }

  async batch(index: number, size: number): Promise<Batch> {
    const { side, seed } = this.#options
    const numbers = 3 * side ** 2
    const picture = new Float32Array(size * numbers)
    const label = new Float32Array(size * this.classes.length)
    await Promise.all(
      Array.from({ length: size }, async (_, row) => {
        const random = new Random(seed, 'labelled', index * size + row)
        const of = random.below(this.#pools.length)
        label[row * this.classes.length + of] = 1
        writeSquare(random, await this.#pools[of]!.draw(random), side, picture.subarray(row * numbers))
      }),
    )
    return { picture, label }
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    const said = { folder, code: cause.code ?? '', hint: text('trainingData.checkPath') }
    throw new GanvasError('not-found', text('trainingData.unreadableFolder', said), {}, { cause })
  })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}
