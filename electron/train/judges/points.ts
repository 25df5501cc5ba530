import { mixtureNamed } from '../data/mixtures.ts'
import { inUnitsOf, sampleOf } from '../domains/points.ts'
import type { Judge } from '../game/game.ts'
import type { RunSettings } from '../game/training.ts'
import { coverage } from '../metrics/mixture.ts'
import { slicedWasserstein } from '../metrics/slicedWasserstein.ts'

/** How many modes of a mixture a thing of points reaches, and its sliced Wasserstein distance from the mixture. */
export const modesAndDistance = (thing: string, { data, seed }: RunSettings): Judge => {
  const mixture = mixtureNamed(data)
  return {
    sees: [thing],
    figures(results) {
      const points = inUnitsOf(mixture, results, thing)
      const distance = slicedWasserstein(points, sampleOf(mixture, seed), 2)
      return { ...(mixture.modes.length > 0 && coverage(points, mixture)), distance }
    },
  }
}
