import { Random } from '../../../nets/random.ts'
import type { Batch } from '../../step/batch.ts'
import { PicturePool } from '../picturePool.ts'
import type { Skipped, Source } from '../source.ts'
import { drawComposite } from './composite.ts'

/** Short side to which pictures are scaled, for a side of 64: windows show half of a picture or more. */
const LOAD_SHARE = 1.5
/**
 * One object in four comes from another picture. Where it belongs its surroundings tell its light; where it does not
 * they tell less, and a network that never saw such objects would paint every one of them like its surroundings.
 */
const FOREIGN_SHARE = 1 / 4

/**
 * Composites whose answer is known, made anew for every batch from the pictures of a folder that are not held out:
 * `composite` [N, 4, side, side] and `target` [N, 3, side, side]; see {@link drawComposite}. The folder's own
 * folders are shown equally often.
 */
export class CompositeSource implements Source {
  readonly #pool: PicturePool
  readonly #side: number
  readonly #seed: number

  /** @throws not-found for a folder that is not there, invalid-input for one with fewer than two pictures */
  static async open(
    folder: string,
    { side, seed }: { side: number; seed: number },
  ): Promise<CompositeSource> {
    const pool = await PicturePool.open(folder, { loadSize: Math.round(LOAD_SHARE * side) })
    return new CompositeSource(pool, side, seed)
  }

  private constructor(pool: PicturePool, side: number, seed: number) {
    this.#pool = pool
    this.#side = side
    this.#seed = seed
  }

  get skipped(): readonly Skipped[] {
    return this.#pool.skipped
  }

  async batch(index: number, size: number): Promise<Batch> {
    const pixels = this.#side ** 2
    const composite = new Float32Array(size * 4 * pixels)
    const target = new Float32Array(size * 3 * pixels)
    await Promise.all(
      Array.from({ length: size }, async (_, row) => {
        const random = new Random(this.#seed, 'composite', index * size + row)
        const picture = await this.#pool.draw(random)
        const origin = random.uniform() < FOREIGN_SHARE ? await this.#pool.draw(random) : undefined
        const drawn = drawComposite(random, picture, this.#side, origin)
        composite.set(drawn.input, row * 4 * pixels)
        target.set(drawn.target, row * 3 * pixels)
      }),
    )
    return { composite, target }
  }
}
