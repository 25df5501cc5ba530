import * as op from '../graph/builder.ts'
import { heUniform } from './initialisers.ts'
import { leaky, linear } from './layers.ts'
import { type Net, withoutHeads } from './net.ts'
import type { Network } from './weights.ts'

const he = { initial: heUniform }

/**
 * A critic of a picture, `input`, together with the `code` that it was made from or that was found in it (Donahue et al. 2017;
 * Dumoulin et al. 2017): [N, 3, size, size] and [N, numbers] -> scores [N, 1].
 *
 * @param units of its own layers, after the features of the picture
 */
export const jointCritic =
  (features: Network, units: number): Net =>
  ({ input, code }, weights) => {
    const read = leaky(linear(code!, weights.within('code'), units, he))
    const both = op.concat([features(input!, weights.within('picture')), read], 1)
    const inner = leaky(linear(both, weights.within('both'), units, he))
    return withoutHeads(linear(inner, weights.within('out'), 1))
  }

/** Guesses what a picture, `input`, was made from: so many numbers [N, latent]. */
export const exactEncoder =
  (features: Network, latent: number): Net =>
  ({ input }, weights) =>
    withoutHeads(linear(features(input!, weights), weights.within('out'), latent, he))

/** The same as a normal distribution of each number: the value is its mean; it hands out `logDeviation` [N, latent]. */
export const stochasticEncoder =
  (features: Network, latent: number): Net =>
  ({ input }, weights) => {
    const seen = features(input!, weights)
    const logDeviation = op.tanh(linear(seen, weights.within('deviation'), latent))
    return {
      value: linear(seen, weights.within('out'), latent, he),
      // Between e^-3 and 1: no surer than that, and never less so than of a picture unseen.
      heads: { logDeviation: op.mul(op.sub(logDeviation, 1), 1.5) },
    }
  }
