import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { float32 } from '../graph/tensor.ts'
import { type Initialiser, normal, ones, zeros } from './initialisers.ts'
import type { Weights } from './weights.ts'

/** The initialisation of DCGAN, pix2pix and CycleGAN. */
export const dcganWeight = normal(0, 0.02)
const dcganScale = normal(1, 0.02)

export interface LayerOptions {
  /** How the weight starts; N(0, 0.02) if not given. */
  initial?: Initialiser
  /** A bias is added. True if not given. */
  bias?: boolean
  initialBias?: Initialiser
  /** Rewrites the weight before use, as spectral normalisation does. */
  reparametrise?: (weight: Value, weights: Weights) => Value
}

export interface ConvOptions extends LayerOptions {
  kernel?: number
  stride?: number
  padding?: number
  /** Rows and columns added at the far end of a transposed convolution's result. */
  outputPadding?: number
}

/** x [N, inputs] -> [N, outputs] */
export function linear(x: Value, weights: Weights, outputs: number, options: LayerOptions = {}): Value {
  const { weight, bias } = parametersOf(weights, [outputs, x.shape[1]!], outputs, options)
  return op.gemm(x, weight, bias, { transB: 1 })
}

/** x [N, C, H, W] -> [N, filters, H', W'], by a square kernel. */
export function conv(x: Value, weights: Weights, filters: number, options: ConvOptions = {}): Value {
  const { kernel = 4, stride = 2, padding = 1 } = options
  const shape = [filters, x.shape[1]!, kernel, kernel]
  const { weight, bias } = parametersOf(weights, shape, filters, options)
  return op.conv(x, weight, bias, { strides: [stride, stride], pads: new Array(4).fill(padding) })
}

/** x [N, C, H, W] -> [N, filters, H', W']: the transpose of a convolution. */
export function convTranspose(x: Value, weights: Weights, filters: number, options: ConvOptions = {}): Value {
  const { kernel = 4, stride = 2, padding = 1, outputPadding = 0 } = options
  const shape = [x.shape[1]!, filters, kernel, kernel]
  const { weight, bias } = parametersOf(weights, shape, filters, options)
  return op.convTranspose(x, weight, bias, {
    strides: [stride, stride],
    pads: new Array(4).fill(padding),
    output_padding: [outputPadding, outputPadding],
  })
}

/**
 * Doubles both sides by repeating pixels, and convolves 3x3. Unlike by {@link convTranspose}, no pixel of the result is
 * made of more than its neighbours are, so plain areas stay plain (Odena, Dumoulin, Olah 2016). Written as the transpose
 * of one convolution 4x4, whose kernel is the other's, repeated: that is the same, for less than half the work.
 */
export function resizeConv(x: Value, weights: Weights, filters: number, options: LayerOptions = {}): Value {
  const shape = [x.shape[1]!, filters, 3, 3]
  const { weight, bias } = parametersOf(weights, shape, filters, options)
  // A model holds the repeated kernel, folded, under this name: fine-tuning takes the other one from it.
  const kernel = repeated(repeated(weight, 2), 3, `${weight.name}${REPEATED}`)
  return op.convTranspose(x, kernel, bias, { strides: [2, 2], pads: [1, 1, 1, 1] })
}

/** How sides are doubled: by transposed convolutions, or by ones that leave no pattern in plain areas. */
export const upsamplings = ['transposed', 'resize'] as const
export type Upsampling = (typeof upsamplings)[number]

/** Doubles both sides. @param options of the transposed convolution, where it is one */
export const upsample = (
  x: Value,
  weights: Weights,
  filters: number,
  by: Upsampling,
  options: ConvOptions = {},
): Value =>
  by === 'resize' ? resizeConv(x, weights, filters, options) : convTranspose(x, weights, filters, options)

/** x [N, C, H, W] with other sides [H', W'], by linear interpolation. */
export const resized = (x: Value, sides: readonly number[]): Value =>
  sides.join() === x.shape.slice(2).join()
    ? x
    : x.graph.emit('Resize', [x, null, null, op.integers(x, [...x.shape.slice(0, 2), ...sides])], {
        mode: 'linear',
      })[0]!

/** What the name of a kernel that {@link resizeConv} repeats is followed by. */
export const REPEATED = '.repeated'

/** The sum of a kernel and itself moved by one along an axis. @param name of the result */
function repeated(kernel: Value, axis: number, name?: string): Value {
  const one = kernel.shape.map((_, k) => (k === axis ? 1 : 0))
  const none = kernel.shape.map(() => 0)
  const moved = [op.pad(kernel, one, none), op.pad(kernel, none, one)]
  return kernel.graph.emit('Add', moved, {}, name === undefined ? {} : { name })[0]!
}

/**
 * The kernel [.., .., 3, 3] whose repetition {@link resizeConv} convolves by: [.., .., 4, 4]. Where that was rounded, the middle
 * is the mean of what either side says of it.
 */
export function unrepeated(repeated: Float32Array): Float32Array {
  const kernels = repeated.length / 16
  const along = (k: number, at: (k: number) => number) =>
    k === 0 ? at(0) : k === 2 ? at(3) : (at(1) - at(0) + at(2) - at(3)) / 2
  return Float32Array.from({ length: 9 * kernels }, (_, index) => {
    const [first, row, column] = [16 * Math.floor(index / 9), Math.floor((index % 9) / 3), index % 3]
    return along(row, (y) => along(column, (x) => repeated[first + 4 * y + x]!))
  })
}

/**
 * A picture in [-1, 1] with the difference that a network makes to it. Without tanh, which would pass hardly any gradient on
 * where a picture is white or black; in use, what leaves [-1, 1] is cut off.
 */
export function changed(picture: Value, difference: Value, weights: Weights): Value {
  const result = op.add(picture, difference)
  return weights.training ? result : op.min(op.max(result, -1), 1)
}

function parametersOf(weights: Weights, shape: readonly number[], outputs: number, options: LayerOptions) {
  const { initial = dcganWeight, bias = true, initialBias = zeros, reparametrise = (w) => w } = options
  return {
    weight: reparametrise(weights.parameter('weight', shape, initial), weights),
    bias: bias ? weights.parameter('bias', [outputs], initialBias) : null,
  }
}

/** How much of the old running statistics of {@link batchNorm} each step keeps. */
export const momentum = 0.9

/** Normalises every channel by the batch's statistics in training, and by their running means otherwise. */
export function batchNorm(x: Value, weights: Weights): Value {
  const channels = [x.shape[1]!]
  const scale = weights.parameter('scale', channels, dcganScale)
  const bias = weights.parameter('bias', channels, zeros)
  const mean = weights.buffer('mean', channels, zeros)
  const variance = weights.buffer('variance', channels, ones)
  const inputs = [x, scale, bias, mean, variance]
  if (!weights.training) return x.graph.emit('BatchNormalization', inputs)[0]!
  const [y, nextMean, nextVariance] = x.graph.emit(
    'BatchNormalization',
    inputs,
    { training_mode: 1, momentum },
    { outputCount: 3 },
  )
  weights.replace('mean', nextMean!)
  weights.replace('variance', nextVariance!)
  return y!
}

/** Normalises every channel of every picture. Without learned scale and bias, as in CycleGAN, unless `affine`. */
export function instanceNorm(x: Value, weights: Weights, { affine = false } = {}): Value {
  const channels = x.shape[1]!
  const fixed = (value: number) => x.graph.constant(float32(new Array<number>(channels).fill(value)))
  const scale = affine ? weights.parameter('scale', [channels], dcganScale) : fixed(1)
  const bias = affine ? weights.parameter('bias', [channels], zeros) : fixed(0)
  return op.apply('InstanceNormalization', [x, scale, bias])
}

/** Sets elements to zero at random, and enlarges the rest to make up for it. In use too, as in pix2pix: see `noise`. */
export function dropout(x: Value, weights: Weights, rate = 0.5): Value {
  if (rate === 0) return x
  return op.mul(x, weights.noise('dropout', x.shape, { kind: 'keep', keep: 1 - rate }))
}

/** Mirrors the border of a picture outwards, without repeating its outermost row. */
export const reflectPad = (x: Value, margin: number): Value =>
  op.apply('Pad', [x, op.integers(x, [0, 0, margin, margin, 0, 0, margin, margin])], { mode: 'reflect' })

export const leaky = (x: Value): Value => op.leakyRelu(x, 0.2)

export type Normalisation = 'batch' | 'instance' | 'none'

/** A normalisation by name, under the scope `norm`. */
export function normalise(x: Value, weights: Weights, kind: Normalisation): Value {
  if (kind === 'none') return x
  return kind === 'batch' ? batchNorm(x, weights.within('norm')) : instanceNorm(x, weights.within('norm'))
}
