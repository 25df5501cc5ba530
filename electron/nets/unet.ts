import { GanvasError } from '../contract/errors.ts'
import { text } from '../contract/text.ts'
import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { type Initialiser, zeros } from './initialisers.ts'
import {
  changed,
  conv,
  dropout,
  leaky,
  type Normalisation,
  normalise,
  type Upsampling,
  upsample,
} from './layers.ts'
import { type Net, type Outputs, withoutHeads } from './net.ts'
import { colorsUnder } from './palette.ts'
import type { Network, Weights } from './weights.ts'

export interface UnetOptions {
  /** Halvings; the picture's sides must be multiples of 2^depth. 8 is pix2pix's U-Net-256, 7 its U-Net-128. */
  depth?: number
  /** Channels after the first convolution; they double up to eight times as many. */
  base?: number
  /** Channels of the result. */
  outputs?: number
  norm?: Normalisation
  /** Rate of dropout in the innermost layers of the decoder. */
  dropout?: number
  /**
   * The network says how its result is to differ from the picture that it is given, of as many channels: lines and plain
   * grounds need not be learned.
   */
  residual?: boolean
  /** As in the paper, by transposed convolutions, if not given. */
  upsampling?: Upsampling
  /**
   * So many colours that the result is mixed of, under the lines of the input, kept as `out/palette` [colours, outputs]:
   * clear colours where what a drawing shows leaves several open, which a distance would make the mean of. 0 is none.
   */
  palette?: number
  /** The palette at first. */
  colors?: Initialiser
}

/** Layers of the decoder with dropout, counted from the innermost. */
const dropouts = 3

/**
 * pix2pix's U-Net (Isola et al. 2017): halvings by convolutions 4x4, doublings by their transposes, and every layer
 * of the decoder sees the encoder's layer of its size too. [N, C, H, W] -> [N, outputs, H, W] in [-1, 1].
 */
export function unet(options: UnetOptions = {}): Network {
  const net = unetWithScores(options)
  return (input, weights) => net({ input }, weights).value
}

/**
 * The same of an input called `input`. With a palette it hands out the `scores` of its colours, [N, colours, H, W], and
 * the `palette`, [colours, outputs].
 */
export function unetWithScores(options: UnetOptions = {}): Net {
  const { depth = 8, base = 64, outputs = 3, norm = 'batch', dropout: rate = 0.5, residual = false } = options
  const { palette = 0, colors = zeros, upsampling = 'transposed' } = options
  // A bias before a batch normalisation is taken away again.
  const bias = norm !== 'batch'
  const filters = (level: number) => base * Math.min(2 ** level, 8)

  function encode(input: Value, weights: Weights): Value[] {
    const levels = [input]
    for (let level = 0; level < depth; level++) {
      const scope = weights.within(`down${level + 1}`)
      const before = levels.at(-1)!
      const x = conv(level === 0 ? before : leaky(before), scope, filters(level), { bias })
      levels.push(level === 0 || level === depth - 1 ? x : normalise(x, scope, norm))
    }
    return levels.slice(1)
  }

  function decode(levels: readonly Value[], weights: Weights, input: Value): Outputs {
    let x = levels.at(-1)!
    for (let level = depth - 2; level >= 0; level--) {
      const scope = weights.within(`up${depth - 1 - level}`)
      x = normalise(upsample(op.relu(x), scope, filters(level), upsampling, { bias }), scope, norm)
      const steps = depth - 2 - level
      if (steps < dropouts && level >= 3) x = dropout(x, scope, rate)
      x = op.concat([levels[level]!, x], 1)
    }
    const last = weights.within('out')
    if (palette > 0) {
      const scores = upsample(op.relu(x), last, palette, upsampling)
      const mixed = last.buffer('palette', [palette, outputs], colors)
      return { value: colorsUnder(input, scores, mixed), heads: { scores, palette: mixed } }
    }
    const out = upsample(op.relu(x), last, outputs, upsampling)
    return withoutHeads(residual ? changed(input, out, weights) : op.tanh(out))
  }

  return ({ input: picture }, weights) => {
    const input = picture!
    const multiple = 2 ** depth
    const [, , height = 0, width = 0] = input.shape
    if (height % multiple !== 0 || width % multiple !== 0)
      throw new GanvasError('invalid-input', text('training.unetSides', { depth, multiple, width, height }))
    return decode(encode(input, weights), weights, input)
  }
}
