import * as op from '../graph/builder.ts'
import { batchNorm, conv, convTranspose, leaky } from './layers.ts'
import type { Network } from './weights.ts'

export interface EncoderDecoderOptions {
  /** Halvings. */
  depth: number
  /** Channels after the first convolution; they double up to eight times as many. */
  base: number
}

/**
 * DiscoGAN's generator (Kim et al. 2017): down by convolutions 4 x 4 and up by their transposes, and no way around, so that
 * shapes may change. [N, 3, H, W] -> [N, 3, H, W] in [-1, 1], with sides that are multiples of 2^depth.
 */
export const encoderDecoder =
  ({ depth, base }: EncoderDecoderOptions): Network =>
  (picture, weights) => {
    const filters = (level: number) => base * Math.min(2 ** level, 8)
    let x = picture
    for (let level = 0; level < depth; level++) {
      const scope = weights.within(`down${level + 1}`)
      x = conv(x, scope, filters(level), { bias: level === 0 })
      x = leaky(level === 0 ? x : batchNorm(x, scope.within('norm')))
    }
    for (let level = depth - 2; level >= 0; level--) {
      const scope = weights.within(`up${depth - 1 - level}`)
      x = convTranspose(x, scope, filters(level), { bias: false })
      x = op.relu(batchNorm(x, scope.within('norm')))
    }
    return op.tanh(convTranspose(x, weights.within('out'), picture.shape[1]!))
  }
