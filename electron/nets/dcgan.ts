import { GanvasError } from '../contract/errors.ts'
import { text } from '../contract/text.ts'
import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { zeros } from './initialisers.ts'
import { batchNorm, conv, convTranspose, leaky, momentum } from './layers.ts'
import { discriminated } from './minibatch.ts'
import type { Net } from './net.ts'
import { spectralNorm } from './spectral.ts'
import type { Network, Weights } from './weights.ts'

export interface DcganOptions {
  /** Side of the pictures, a power of two from 8 up. */
  size?: number
  /** Channels beside the picture; they double with every halving. */
  base?: number
  /** Channels of the picture. */
  channels?: number
}

/**
 * DCGAN's generator (Radford et al. 2016): every layer doubles the side and halves the channels.
 * z [N, numbers] -> [N, channels, size, size] in [-1, 1].
 */
export function dcganGenerator({ channels = 3, ...options }: DcganOptions = {}): Network {
  const body = dcganBody(options)
  return (z, weights) =>
    op.tanh(convTranspose(body(z, weights), weights.within('out'), channels, { bias: false }))
}

/** All of the generator but its last layer: z [N, numbers] -> [N, base, size / 2, size / 2]. */
export const dcganBody =
  ({ size = 64, base = 64 }: Omit<DcganOptions, 'channels'>): Network =>
  (z, weights) => {
    const levels = dcganLevels(size)
    let x = op.reshape(z, [...z.shape, 1, 1])
    for (let level = levels - 1; level >= 0; level--) {
      const scope = weights.within(`up${levels - level}`)
      const seed = level === levels - 1 ? { stride: 1, padding: 0 } : {}
      x = convTranspose(x, scope, base * 2 ** level, { bias: false, ...seed })
      x = op.relu(batchNorm(x, scope.within('norm')))
    }
    return x
  }

export interface DcganDiscriminatorOptions extends DcganOptions {
  /** Spectral normalisation takes the place of batch normalisation. */
  spectral?: boolean
  /** Batch normalisation; a gradient penalty must do without. */
  normalised?: boolean
  /** Numbers that a picture is given: one score, or one for each class. */
  outputs?: number
  /** The last layer sees how much the pictures of the batch differ, too. */
  varied?: boolean
  /** Kernels of minibatch discrimination: how close each picture is to the others of the batch, by so many measures. */
  kernels?: number
}

/** Its discriminator, the mirror image: [N, channels, size, size] -> scores [N, outputs]. */
export function dcganDiscriminator(options: DcganDiscriminatorOptions = {}): Network {
  const net = dcganWithFeatures(options)
  return (input, weights) => net({ input }, weights).value
}

/** The same of an input called `input`; it hands out the features of every layer but the last, called as the layer. */
export const dcganWithFeatures =
  ({
    outputs = 1,
    varied = false,
    kernels = 0,
    spectral = false,
    ...options
  }: DcganDiscriminatorOptions = {}): Net =>
  ({ input: picture }, weights) => {
    const layers = dcganDown(picture!, weights, { spectral, ...options })
    const heads = Object.fromEntries(layers.map((features, level) => [`down${level + 1}`, features]))
    let x = layers.at(-1)!
    if (varied) x = withBatchDeviation(x, weights)
    if (kernels > 0) x = discriminated(x, weights.within('minibatch'), kernels)
    const last = { bias: false, stride: 1, padding: 0, ...(spectral && { reparametrise: spectralNorm }) }
    const score = conv(x, weights.within('out'), outputs, last)
    return { value: op.reshape(score, [picture!.shape[0]!, outputs]), heads }
  }

/**
 * The layers of the discriminator that halve the side, down to 4 px: [N, channels, size, size] -> features of each.
 *
 * @param from the first of them, for pictures that went through those before it elsewhere
 */
export function dcganDown(
  picture: Value,
  weights: Weights,
  { size = 64, base = 64, spectral = false, normalised = !spectral }: DcganDiscriminatorOptions,
  from = 0,
): Value[] {
  const options = { bias: false, ...(spectral && { reparametrise: spectralNorm }) }
  const layers: Value[] = []
  let x = picture
  for (let level = from; level < dcganLevels(size); level++) {
    const scope = weights.within(`down${level + 1}`)
    x = conv(x, scope, base * 2 ** level, options)
    if (normalised && level > 0) x = batchNorm(x, scope.within('norm'))
    x = leaky(x)
    layers.push(x)
  }
  return layers
}

/**
 * A further channel, of one number: the mean deviation of features over the batch (Karras et al. 2018, Progressive GAN, section 3).
 * A generator whose pictures are all alike is found out by it. In use, where a batch says nothing, it is the mean of training.
 */
function withBatchDeviation(x: Value, weights: Weights): Value {
  const [rows, , height, width] = x.shape as [number, number, number, number]
  const usual = weights.buffer('deviation', [1, 1, 1, 1], zeros)
  const deviation = weights.training ? batchDeviation(x) : usual
  if (weights.training)
    weights.replace('deviation', op.add(op.mul(usual, momentum), op.mul(deviation, 1 - momentum)))
  return op.concat([x, op.expand(deviation, [rows, 1, height, width])], 1)
}

function batchDeviation(x: Value): Value {
  const difference = op.sub(x, op.reduceMean(x, [0]))
  return op.reduceMean(op.sqrt(op.add(op.reduceMean(op.square(difference), [0]), 1e-8)))
}

/** Halvings from the picture down to 4 px. */
export function dcganLevels(size: number): number {
  const levels = Math.log2(size) - 2
  if (!Number.isInteger(levels) || levels < 1)
    throw new GanvasError('invalid-input', text('training.dcganSide', { size }))
  return levels
}
