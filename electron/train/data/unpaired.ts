import { cutSquare, LOAD_SHARE } from '../../imaging/colorPlanes.ts'
import { Random } from '../../nets/random.ts'
import type { Batch } from '../step/batch.ts'
import { PicturePool, type PoolOptions } from './picturePool.ts'
import type { Skipped, Source } from './source.ts'

export interface UnpairedOptions extends Pick<PoolOptions, 'part'> {
  /** Side of the squares that are cut out at random, in another size each time and reduced to it. */
  side: number
  seed: number
}

/**
 * Pictures of two folders that have nothing to do with each other: `a` and `b`, [N, 3, side, side] in [-1, 1]. Half
 * of them are mirrored.
 */
export class UnpairedSource implements Source {
  readonly #pools: readonly (readonly [name: string, pool: PicturePool])[]
  readonly #side: number
  readonly #seed: number

  /** @throws not-found for a folder that is not there, invalid-input for one with fewer than two pictures */
  static async open(
    folders: { a: string; b: string },
    { side, seed, part = 'training' }: UnpairedOptions,
  ): Promise<UnpairedSource> {
    const loadSize = Math.round(LOAD_SHARE * side)
    const pools = await Promise.all(
      Object.entries(folders).map(
        async ([name, folder]) => [name, await PicturePool.open(folder, { loadSize, part })] as const,
      ),
    )
    return new UnpairedSource(pools, side, seed)
  }

  private constructor(
    pools: readonly (readonly [name: string, pool: PicturePool])[],
    side: number,
    seed: number,
  ) {
    this.#pools = pools
    this.#side = side
    this.#seed = seed
  }

  get skipped(): readonly Skipped[] {
    return this.#pools.flatMap(([, { skipped }]) => skipped)
  }

  /** Whether both folders have pictures; only their held-out parts may have none. */
  get complete(): boolean {
    return this.#pools.every(([, { count }]) => count > 0)
  }

  async batch(index: number, size: number): Promise<Batch> {
    const numbers = 3 * this.#side ** 2
    const drawn = await Promise.all(
      this.#pools.map(async ([name, pool]) => {
        const data = new Float32Array(size * numbers)
        await Promise.all(
          Array.from({ length: size }, async (_, row) => {
            const random = new Random(this.#seed, name, index * size + row)
            const square = cutSquare(random, await pool.draw(random), this.#side)
            for (let i = 0; i < numbers; i++) data[row * numbers + i] = 2 * square.data[i]! - 1
          }),
        )
        return [name, data] as const
      }),
    )
    return Object.fromEntries(drawn)
  }
}
