import { Random } from '../../nets/random.ts'
import { type Mixture, mixtureNamed, PointSource } from '../data/mixtures.ts'
import { example } from '../game/things.ts'
import type { Opened, Results, RunSettings } from '../game/training.ts'
import { scatter } from '../shown/scatter.ts'

/** Points that a generator is judged by. */
export const judgedPoints = 2500

/** Points of a mixture in the plane, by its name in place of a folder: `points` [2]. */
export const points = {
  open: async ({ data, seed }: RunSettings): Promise<Opened> => ({
    source: new PointSource(mixtureNamed(data), seed),
  }),

  /** What an example is. */
  example: () => example('points', [2]),

  /** Draws a thing of points over points of the mixture itself. */
  picture:
    (thing: string, { data, seed }: RunSettings) =>
    (results: Results): Promise<Uint8Array> => {
      const mixture = mixtureNamed(data)
      return scatter(inUnitsOf(mixture, results, thing), sampleOf(mixture, seed))
    },
}

/** In the mixture's own units, which a network sees scaled. */
export const inUnitsOf = ({ scale }: Mixture, results: Results, thing: string): Float32Array =>
  results.get(thing)!.data.map((x) => x * scale)

/** Points of the mixture itself, other ones than those of the training set. */
export function sampleOf(mixture: Mixture, seed: number): Float32Array {
  const random = new Random(seed, 'judged')
  return Float32Array.from(Array.from({ length: judgedPoints }, () => mixture.draw(random)).flat())
}
