import { STATISTICS } from '../../../imaging/harmony/statistics.ts'
import { FEATURES } from '../../../imaging/harmony/transform.ts'
import { Random } from '../../../nets/random.ts'
import type { Batch } from '../../step/batch.ts'
import type { Part } from '../heldOut.ts'
import { PicturePool } from '../picturePool.ts'
import type { Skipped, Source } from '../source.ts'
import { drawHarmony, type HarmonyExample } from './example.ts'
import { HARMONY_SIDE, ObjectViews } from './views.ts'

export interface HarmonyOptions {
  /** Share of objects that are as they should be, in their own light. */
  unchanged: number
  /** Share of objects that are cut out of a frame. */
  cutOut: number
  seed: number
  /** How many are made; batches are drawn from them. */
  examples: number
  part?: Part
}

/**
 * Objects whose light does not fit, made once from the pictures of a folder: `statistics` [N, 95], `features`
 * [N, 10, 10], `cross` [N, 3, 10] and `power` [N]; see {@link HarmonyExample}. Each is made when it is first needed.
 */
export class HarmonySource implements Source {
  readonly #pool: PicturePool
  readonly #views: ObjectViews
  readonly #options: HarmonyOptions
  readonly #made = new Map<number, Promise<HarmonyExample>>()

  /** @throws not-found for a folder that is not there, invalid-input for one with fewer than two pictures */
  static async open(folder: string, options: HarmonyOptions): Promise<HarmonySource> {
    const { part = 'training' } = options
    return new HarmonySource(await PicturePool.open(folder, { loadSize: 2 * HARMONY_SIDE, part }), options)
  }

  private constructor(pool: PicturePool, options: HarmonyOptions) {
    this.#pool = pool
    this.#options = options
    this.#views = new ObjectViews(pool, options)
  }

  /** Pictures; the held-out part may have none. */
  get pictures(): number {
    return this.#pool.count
  }

  get skipped(): readonly Skipped[] {
    return this.#pool.skipped
  }

  async batch(index: number, size: number): Promise<Batch> {
    const statistics = new Float32Array(size * STATISTICS)
    const features = new Float32Array(size * FEATURES ** 2)
    const cross = new Float32Array(size * 3 * FEATURES)
    const power = new Float32Array(size)
    const { seed, examples } = this.#options
    const random = new Random(seed, 'harmony batch', index)
    for (let row = 0; row < size; row++) {
      const example = await this.#example(random.below(examples))
      statistics.set(example.statistics, row * STATISTICS)
      features.set(example.features, row * FEATURES ** 2)
      cross.set(example.cross, row * 3 * FEATURES)
      power[row] = example.power
    }
    return { statistics, features, cross, power }
  }

  #example(index: number): Promise<HarmonyExample> {
    const known = this.#made.get(index)
    if (known) return known
    const random = new Random(this.#options.seed, 'harmony', index)
    const made = drawHarmony(random, this.#views, this.#options.unchanged)
    this.#made.set(index, made)
    return made
  }
}
