import * as op from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { forEachIndex, range, sizeOf } from '../../shapes.ts'
import type { Windows } from './windows.ts'

/** What a choice between formulations may look at. */
export interface ConvShape {
  batch: number
  /** Channels of the input and of the output of one group. */
  channels: number
  filters: number
  group: number
  windows: Windows
}

/**
 * Ways to write the gradient of a convolution's weight with plain operators. None is fastest everywhere.
 * - `swapped`: a convolution of the input by the output's gradient, with batch and channels exchanged and strides
 *   and dilations exchanged
 * - `columns`: every tap of the kernel as a slice of the input, side by side, and one matrix product for each picture
 */
export type Formulation = 'swapped' | 'columns'

/**
 * Chooses a formulation: columns where they are measured faster (few input channels, or unit strides, whose swapped
 * form has a kernel as large as the picture), unless groups would make their products tiny.
 */
export function chooseFormulation({ channels, group, windows }: ConvShape): Formulation {
  if (group > 1) return 'swapped'
  const unitStrides = windows.strides.every((stride) => stride === 1)
  return channels <= 8 || unitStrides ? 'columns' : 'swapped'
}

/**
 * Gradient with respect to the weight of a convolution.
 *
 * @param x  its input [N, C, …]
 * @param dy gradient of its output [N, M, …]
 * @returns  [M, C / group, …kernel]
 */
export function convWeightGradient(
  x: Value,
  dy: Value,
  windows: Windows,
  group: number,
  choose: (shape: ConvShape) => Formulation = chooseFormulation,
): Value {
  const [batch, channels, filters] = [x.shape[0]!, x.shape[1]! / group, dy.shape[1]! / group]
  const shape = { batch, channels, filters, group, windows }
  return formulations[choose(shape)](x, dy, shape)
}

const formulations: Record<Formulation, (x: Value, dy: Value, shape: ConvShape) => Value> = {
  swapped,
  columns,
}

function swapped(x: Value, dy: Value, { batch, channels, filters, group, windows }: ConvShape): Value {
  const { kernel, strides, dilations, before, after } = windows
  const space = range(kernel.length)
  const grouped = op.reshape(x, [batch, group, channels, ...x.shape.slice(2)])
  const pictures = op.reshape(op.transpose(grouped, [2, 1, 0, ...space.map((k) => k + 3)]), [
    channels,
    group * batch,
    ...x.shape.slice(2),
  ])
  const filter = op.transpose(dy, [1, 0, ...space.map((k) => k + 2)])
  const all = op.conv(pictures, filter, null, {
    group,
    pads: [...before, ...after],
    strides: dilations,
    dilations: strides,
  })
  const taps = op.slice(
    all,
    space.map((k) => ({ axis: k + 2, start: 0, end: kernel[k]! })),
  )
  return op.reshape(op.transpose(taps, [1, 0, ...space.map((k) => k + 2)]), [
    group * filters,
    channels,
    ...kernel,
  ])
}

function columns(x: Value, dy: Value, { batch, channels, filters, group, windows }: ConvShape): Value {
  const { kernel, strides, dilations, before, after, counts } = windows
  const padded = op.pad(x, [0, 0, ...before], [0, 0, ...after])
  const taps: Value[] = []
  forEachIndex(kernel, (tap) => {
    const cuts = tap.map((at, k) => {
      const start = at * dilations[k]!
      return { axis: k + 2, start, end: start + (counts[k]! - 1) * strides[k]! + 1, step: strides[k]! }
    })
    taps.push(op.reshape(op.slice(padded, cuts), [batch, group, channels, 1, sizeOf(counts)]))
  })
  const rows = op.reshape(op.concat(taps, 3), [batch, group, channels * taps.length, sizeOf(counts)])
  const deltas = op.reshape(dy, [batch, group, filters, sizeOf(counts)])
  const products = op.reduceSum(op.matMul(deltas, op.transposeLast(rows)), [0], false)
  return op.reshape(products, [group * filters, channels, ...kernel])
}
