import type { Random } from '../../../nets/random.ts'
import type { Relighting } from './relight.ts'

/** One object in eight keeps its light, so that a network learns to leave alone what fits. */
const UNCHANGED_SHARE = 1 / 8

/** A relighting at random. @param unchangedShare how many of them leave everything as it is, from 0 to 1 */
export function drawRelighting(random: Random, unchangedShare = UNCHANGED_SHARE): Relighting {
  const strength = random.uniform() < unchangedShare ? 0 : 1
  const spread = (deviation: number) => Math.exp(strength * deviation * random.normal())
  const exposure = spread(0.3)
  const contrast = spread(0.2)
  const gain = [0, 1, 2].map(() => exposure * spread(0.2)) as [number, number, number]
  const gamma = [0, 1, 2].map(() => contrast * spread(0.1)) as [number, number, number]
  return {
    gain,
    gamma,
    saturation: Math.min(1.6, spread(0.35)),
    ramp: strength * 0.25 * random.normal(),
    angle: 2 * Math.PI * random.uniform(),
    blurred: strength * random.uniform() > 0.7,
  }
}
