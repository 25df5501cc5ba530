import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { dcganLevels } from './dcgan.ts'
import { batchNorm, type ConvOptions, conv, convTranspose, resizeConv } from './layers.ts'
import type { Network, Weights } from './weights.ts'

export interface GatedGeneratorOptions {
  /** Side of the pictures, a power of two from 8 up. */
  size?: number
  /** Channels beside the picture; they double with every halving. */
  base?: number
}

/** Side up to which a convolution more lets the parts of a picture agree with each other; beyond it would cost most. */
const AGREEING = 16
const three: ConvOptions = { kernel: 3, stride: 1, bias: false }

/**
 * A light generator after FastGAN's (Liu et al. 2021, section 3.1, without its skip layer): every doubling repeats pixels and
 * convolves 3x3, so that plain areas stay plain, and half of the channels say how much of the other half there is, place by
 * place. z [N, numbers] -> [N, 3, size, size] in [-1, 1].
 */
export const gatedGenerator =
  ({ size = 64, base = 16 }: GatedGeneratorOptions = {}): Network =>
  (z, weights) => {
    const levels = dcganLevels(size)
    const seed = weights.within('seed')
    const start = convTranspose(op.reshape(z, [...z.shape, 1, 1]), seed, 2 * base * 2 ** levels, {
      stride: 1,
      padding: 0,
      bias: false,
    })
    let x = gated(start, seed)
    for (let level = levels - 1; level >= 0; level--) {
      const filters = 2 * base * 2 ** level
      const doubling = weights.within(`up${levels - level}`)
      x = gated(resizeConv(x, doubling, filters, { bias: false }), doubling)
      if (x.shape[2]! > AGREEING) continue
      const agreeing = weights.within(`agree${levels - level}`)
      x = gated(conv(x, agreeing, filters, three), agreeing)
    }
    return op.tanh(conv(x, weights.within('out'), 3, { ...three, bias: true }))
  }

/** Normalised; one half of the channels, as far as the other lets it through (Dauphin et al. 2017). */
function gated(x: Value, weights: Weights): Value {
  const half = x.shape[1]! / 2
  const [content, gate] = op.split(batchNorm(x, weights.within('norm')), [half, half], 1)
  return op.mul(content!, op.sigmoid(gate!))
}
