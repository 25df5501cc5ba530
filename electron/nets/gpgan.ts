import * as op from '../graph/builder.ts'
import { batchNorm, conv, convTranspose, leaky } from './layers.ts'
import type { Network } from './weights.ts'

export interface GpganOptions {
  /** Channels after the first convolution; the paper's 64. */
  base?: number
  /** Numbers in the fully connected waist; the paper's 4000. */
  waist?: number
  /** Channels of the result; those of the input if not given. */
  outputs?: number
}

/**
 * GP-GAN's Blending GAN (Wu et al. 2019): four halvings, a fully connected waist, four doublings.
 * [N, 3, 64, 64] in [-1, 1] -> the same.
 */
export const gpganGenerator =
  ({ base = 64, waist = 4000, outputs }: GpganOptions = {}): Network =>
  (input, weights) => {
    const down = [1, 2, 4, 8].map((factor) => base * factor)
    let x = input
    for (const [level, filters] of down.entries()) {
      const scope = weights.within(`down${level + 1}`)
      x = conv(x, scope, filters)
      if (level > 0) x = batchNorm(x, scope.within('norm'))
      x = leaky(x)
    }
    const middle = weights.within('waist')
    x = leaky(batchNorm(conv(x, middle, waist, { stride: 1, padding: 0 }), middle.within('norm')))
    for (const [index, filters] of down.toReversed().entries()) {
      const scope = weights.within(`up${index + 1}`)
      const widen = index === 0 ? { stride: 1, padding: 0 } : {}
      x = op.relu(batchNorm(convTranspose(x, scope, filters, widen), scope.within('norm')))
    }
    return op.tanh(convTranspose(x, weights.within('out'), outputs ?? input.shape[1]!))
  }

/** Its critic: [N, C, 64, 64] -> [N, 1]. */
export const gpganCritic =
  ({ base = 64 }: { base?: number } = {}): Network =>
  (input, weights) => {
    let x = input
    for (const [level, factor] of [1, 2, 4, 8].entries()) {
      const scope = weights.within(`down${level + 1}`)
      x = conv(x, scope, base * factor)
      if (level > 0) x = batchNorm(x, scope.within('norm'))
      x = leaky(x)
    }
    const score = conv(x, weights.within('out'), 1, { stride: 1, padding: 0 })
    return op.reshape(score, [input.shape[0]!, 1])
  }
