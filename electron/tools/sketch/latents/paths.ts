import type { SketchPoint } from '../../../contract/document/index.ts'
import type { Generator } from '../generator.ts'
import { conditionOf, wordsOf } from '../words.ts'

/** Along a straight line, or along the circle between two directions, which keeps to the latents that a prior draws. */
export type Way = 'linear' | 'spherical'

export type Numbers = ArrayLike<number>

/** The latent at `amount` from 0 (`from`) to 1 (`to`); beyond them it goes on. */
export function between(from: Numbers, to: Numbers, amount: number, way: Way): Float32Array {
  if (way === 'linear') return mixture([from, to], [1 - amount, amount])
  const cosine = dot(from, to) / (Math.sqrt(dot(from, from) * dot(to, to)) || 1)
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)))
  // Without an angle, or with opposite ends, no circle is the shortest.
  if (Math.sin(angle) < 1e-4) return mixture([from, to], [1 - amount, amount])
  const weight = (share: number) => Math.sin(share * angle) / Math.sin(angle)
  return mixture([from, to], [weight(1 - amount), weight(amount)])
}

/** Results from one to another, words and all, both among them. @param count at least 2 */
export function resultsBetween(
  generator: Pick<Generator, 'condition'>,
  from: SketchPoint,
  to: SketchPoint,
  count: number,
  way: Way,
): SketchPoint[] {
  const [before, after] = [conditionOf(generator, from.words), conditionOf(generator, to.words)]
  return Array.from({ length: count }, (_, k) => {
    const amount = k / (count - 1)
    return {
      latent: Array.from(between(from.latent, to.latent, amount, way)),
      words: wordsOf(generator, mixture([before, after], [1 - amount, amount])),
    }
  })
}

/** The sum of latents, each times its weight. */
export const mixture = (latents: readonly Numbers[], weights: readonly number[]): Float32Array =>
  Float32Array.from(latents[0]!, (_, k) =>
    latents.reduce((sum, latent, n) => sum + weights[n]! * latent[k]!, 0),
  )

const dot = (a: Numbers, b: Numbers): number => {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
