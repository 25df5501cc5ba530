import * as op from '../../../graph/builder.ts'
import type { Value } from '../../../graph/graph.ts'
import type { Random } from '../../../nets/random.ts'
import type { Prior } from '../generator.ts'

/*
 * A search moves numbers that have no bounds, called free; the generator sees latents that its prior could have drawn.
 * For a uniform prior latent = tanh(free), as iGAN has it (Zhu et al. 2016); for a normal one BOUND tanh(free / BOUND), which is
 * all but the identity where the numbers of a normal distribution lie.
 */

/** No number of a latent of a normal prior goes beyond this many standard deviations. */
const BOUND = 3
/** Where tanh is flat a search would be caught. */
const EDGE = 0.99

const boundOf = (prior: Prior): number => (prior === 'uniform' ? 1 : BOUND)

/** Latents of free numbers, in a graph. */
export function bounded(free: Value, prior: Prior): Value {
  const bound = boundOf(prior)
  return bound === 1 ? op.tanh(free) : op.mul(op.tanh(op.mul(free, 1 / bound)), bound)
}

/** The same outside a graph. */
export const latentOf = (free: Float32Array, prior: Prior): Float32Array => {
  const bound = boundOf(prior)
  return free.map((value) => bound * Math.tanh(value / bound))
}

/** Free numbers whose latent this is, or the nearest that a search can start from. */
export const freeOf = (latent: ArrayLike<number>, prior: Prior): Float32Array => {
  const bound = boundOf(prior)
  return Float32Array.from(latent, (value) => {
    const share = Math.max(-EDGE, Math.min(EDGE, value / bound))
    return bound * Math.atanh(share)
  })
}

/** A latent as the prior draws it. */
export function drawLatent(random: Random, length: number, prior: Prior): Float32Array {
  const latent = new Float32Array(length)
  random.fill(latent, prior === 'normal' ? { kind: 'normal' } : { kind: 'uniform', from: -1, to: 1 })
  return latent
}

/** As far from `latent` as iGAN goes for its next round: half of what the prior draws is added. */
export function near(random: Random, latent: ArrayLike<number>, prior: Prior, share = 0.5): Float32Array {
  const noise = drawLatent(random, latent.length, prior)
  const bound = boundOf(prior)
  return noise.map((value, k) => Math.max(-bound, Math.min(bound, latent[k]! + share * value)))
}

/**
 * How unlikely the prior finds a latent, [N, 1]: 0 where its mean square is what it is to be, for which latents of many numbers
 * are so nearly always.
 */
export function unlikely(latent: Value, prior: Prior): Value {
  const expected = prior === 'normal' ? 1 : 1 / 3
  const square = op.mul(op.reduceMean(op.square(latent), [1]), 1 / expected)
  return op.square(op.sub(square, 1))
}
