import { GanvasError } from '../contract/errors.ts'
import { text } from '../contract/text.ts'
import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { type ConvOptions, conv, linear, upsample } from './layers.ts'
import { type Net, type Outputs, withoutHeads } from './net.ts'
import type { Network, Weights } from './weights.ts'

export interface AutoencoderOptions {
  /** Side of the pictures: 8 times a power of two. */
  size: number
  /** Channels at full size; BEGAN's encoder has as many more with every halving. */
  base: number
  /** Numbers in between. */
  code: number
}

/** Side of the smallest pictures within. */
const SMALLEST = 8
const three: ConvOptions = { kernel: 3, stride: 1, padding: 1 }
const elu = (x: Value) => op.apply('Elu', [x], { alpha: 1 })

/** @throws invalid-input for a side that is no power of two from 8 up */
function levelsOf(size: number): number {
  const levels = Math.log2(size / SMALLEST)
  if (Number.isInteger(levels) && levels >= 0) return levels
  throw new GanvasError('invalid-input', text('training.autoencoderSide', { size }))
}

/**
 * BEGAN's generator (Berthelot et al. 2017), and the second half of its critic: numbers [N, code] -> [N, 3, size, size],
 * by convolutions of 3 x 3 and doublings without normalisation; any value may come out.
 */
export const pictureDecoder =
  ({ size, base }: Omit<AutoencoderOptions, 'code'>): Network =>
  (code, weights) => {
    const seed = linear(code, weights.within('seed'), base * SMALLEST ** 2)
    let x = op.reshape(seed, [code.shape[0]!, base, SMALLEST, SMALLEST])
    for (let level = 0; level <= levelsOf(size); level++) {
      const scope = weights.within(`level${level + 1}`)
      if (level > 0) x = upsample(x, scope.within('double'), base, 'resize')
      for (const layer of ['first', 'second']) x = elu(conv(x, scope.within(layer), base, three))
    }
    return conv(x, weights.within('out'), 3, three)
  }

/** Its first half: [N, 3, size, size] -> [N, code]. */
const encoder =
  ({ size, base, code }: AutoencoderOptions): Network =>
  (picture, weights) => {
    let x = elu(conv(picture, weights.within('in'), base, three))
    for (let level = 0; level <= levelsOf(size); level++) {
      const scope = weights.within(`level${level + 1}`)
      const filters = base * (level + 1)
      x = elu(conv(x, scope.within('first'), filters, three))
      x = elu(
        conv(x, scope.within('second'), filters, level < levelsOf(size) ? { ...three, stride: 2 } : three),
      )
    }
    return linear(op.reshape(x, [picture.shape[0]!, -1]), weights.within('code'), code)
  }

/** A network of `input` that gives it back through few numbers, which it hands out as `code`. */
export function pictureAutoencoder(options: AutoencoderOptions): Net {
  const [encode, decode] = [encoder(options), pictureDecoder(options)]
  return ({ input }, weights) => {
    const code = encode(input!, weights.within('encoder'))
    return { value: decode(code, weights.within('decoder')), heads: { code } }
  }
}

/** How far two batches are apart, example by example: [N, …] -> [N, 1]. */
export type Measure = (a: Value, b: Value) => Value

/** An autoencoder as a critic: its value is the energy of each example, how badly it is given back; all else it hands out. */
export const energyOf =
  (autoencoder: Net, measure: Measure): Net =>
  (inputs, weights: Weights): Outputs => {
    const { value: again, heads } = autoencoder(inputs, weights)
    return { ...withoutHeads(measure(again, inputs.input!)), heads: { ...heads, again } }
  }
