import { cutSquare, LOAD_SHARE } from '../../../imaging/colorPlanes.ts'
import { Random } from '../../../nets/random.ts'
import type { Batch } from '../../step/batch.ts'
import type { Part } from '../heldOut.ts'
import { PicturePool } from '../picturePool.ts'
import type { Skipped, Source } from '../source.ts'
import type { Pairing } from './pairing.ts'

export interface PairOptions {
  pairing: Pairing
  /** Side of the square that is cut out of a picture at random, in another size each time and reduced to it. */
  side: number
  seed: number
  part?: Part
}

/**
 * Pairs made from the plain pictures of a folder, anew for every batch: `input` [N, inputs, side, side] and `target`
 * [N, outputs, side, side] in [-1, 1]. Half of the pictures are mirrored. The folder's own folders are shown equally
 * often.
 */
export class PairSource implements Source {
  readonly #pool: PicturePool
  readonly #options: PairOptions

  /** @throws not-found for a folder that is not there, invalid-input for one with fewer than two pictures */
  static async open(folder: string, options: PairOptions): Promise<PairSource> {
    const { side, part = 'training' } = options
    return new PairSource(
      await PicturePool.open(folder, { loadSize: Math.round(LOAD_SHARE * side), part }),
      options,
    )
  }

  private constructor(pool: PicturePool, options: PairOptions) {
    this.#pool = pool
    this.#options = options
  }

  get skipped(): readonly Skipped[] {
    return this.#pool.skipped
  }

  get count(): number {
    return this.#pool.count
  }

  async batch(index: number, size: number): Promise<Batch> {
    const { pairing, side, seed } = this.#options
    const pixels = side * side
    const input = new Float32Array(size * pairing.inputs * pixels)
    const target = new Float32Array(size * pairing.outputs * pixels)
    await Promise.all(
      Array.from({ length: size }, async (_, row) => {
        const random = new Random(seed, 'pair', index * size + row)
        const pair = pairing.pair(cutSquare(random, await this.#pool.draw(random), side), random)
        input.set(pair.input, row * pair.input.length)
        target.set(pair.target, row * pair.target.length)
      }),
    )
    return { input, target }
  }
}
