import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { Random } from '../../nets/random.ts'
import type { Batch } from '../step/batch.ts'
import type { Source } from './source.ts'

export type Point = readonly [x: number, y: number]

/** A distribution in the plane. */
export interface Mixture {
  readonly name: string
  /** Centres of its modes; none for a curve. */
  readonly modes: readonly Point[]
  /** Standard deviation about each mode. */
  readonly deviation: number
  /** Points are divided by this before a network sees them. */
  readonly scale: number
  draw(random: Random): Point
}

/** A mixture of equally likely normal distributions about some centres. */
function gaussians(name: string, modes: readonly Point[], deviation: number, scale: number): Mixture {
  return {
    name,
    modes,
    deviation,
    scale,
    draw(random) {
      const [x, y] = modes[random.below(modes.length)]!
      return [x + deviation * random.normal(), y + deviation * random.normal()]
    },
  }
}

const turn = 2 * Math.PI

/** Eight modes on the unit circle, as VEEGAN and PacGAN measure them. */
export const ring8 = gaussians(
  'ring8',
  Array.from({ length: 8 }, (_, k): Point => [Math.cos((k * turn) / 8), Math.sin((k * turn) / 8)]),
  0.01,
  Math.SQRT1_2,
)

/** Five by five modes two apart, as VEEGAN and PacGAN measure them. */
export const grid25 = gaussians(
  'grid25',
  Array.from({ length: 25 }, (_, k): Point => [2 * (k % 5) - 4, 2 * Math.floor(k / 5) - 4]),
  0.05,
  2 * Math.SQRT2,
)

/** The Swiss roll of scikit-learn seen from above, with noise 0.25, as WGAN-GP's toy has it. */
export const swissroll: Mixture = {
  name: 'swissroll',
  modes: [],
  deviation: 0.25,
  scale: 7.5,
  draw(random) {
    const angle = 1.5 * Math.PI * (1 + 2 * random.uniform())
    return [
      angle * Math.cos(angle) + 0.25 * random.normal(),
      angle * Math.sin(angle) + 0.25 * random.normal(),
    ]
  },
}

const mixtures = [ring8, grid25, swissroll]

export function mixtureNamed(name: string): Mixture {
  const found = mixtures.find((mixture) => mixture.name === name)
  if (!found)
    throw new GanvasError(
      'invalid-input',
      text('trainingData.noMixture', { name, known: mixtures.map((mixture) => mixture.name).join(', ') }),
    )
  return found
}

/** Batches of a fixed sample of a mixture, in a new order every epoch: `points` [N, 2], divided by its scale. */
export class PointSource implements Source {
  readonly skipped = []
  readonly #points: Float32Array
  readonly #seed: number
  #order: { epoch: number; order: Uint32Array } | null = null

  constructor(mixture: Mixture, seed: number, count = 100_000) {
    const random = new Random(seed, 'points')
    this.#seed = seed
    this.#points = new Float32Array(2 * count)
    for (let index = 0; index < count; index++) {
      const [x, y] = mixture.draw(random)
      this.#points[2 * index] = x / mixture.scale
      this.#points[2 * index + 1] = y / mixture.scale
    }
  }

  async batch(index: number, size: number): Promise<Batch> {
    const points = new Float32Array(2 * size)
    for (let row = 0; row < size; row++) {
      const from = this.#pointOf(index * size + row)
      points[2 * row] = this.#points[2 * from]!
      points[2 * row + 1] = this.#points[2 * from + 1]!
    }
    return { points }
  }

  #pointOf(sample: number): number {
    const count = this.#points.length / 2
    const epoch = Math.floor(sample / count)
    if (this.#order?.epoch !== epoch)
      this.#order = { epoch, order: new Random(this.#seed, 'order', epoch).permutation(count) }
    return this.#order.order[sample % count]!
  }
}
