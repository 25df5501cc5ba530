import type { Random } from '../../../nets/random.ts'
import type { Prior } from '../generator.ts'
import { between, type Numbers } from './paths.ts'
import { drawLatent } from './prior.ts'

/**
 * A walk at random from a latent, through places that the prior draws, which comes back to where it began.
 *
 * @param count latents in all
 * @param turns places that it goes through
 */
export function walk(
  random: Random,
  from: Numbers,
  { count, turns, prior, reach }: { count: number; turns: number; prior: Prior; reach: number },
): Float32Array[] {
  const start = Float32Array.from(from)
  const places = Array.from({ length: turns }, () =>
    between(start, drawLatent(random, start.length, prior), reach, 'spherical'),
  )
  const stations = [start, ...places, start]
  return Array.from({ length: count }, (_, k) => {
    const along = (k / Math.max(1, count - 1)) * (stations.length - 1)
    const leg = Math.min(stations.length - 2, Math.floor(along))
    return between(stations[leg]!, stations[leg + 1]!, along - leg, 'spherical')
  })
}
