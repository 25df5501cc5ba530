import * as op from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { forEachIndex, range, sizeOf } from '../../shapes.ts'
import { type ConvShape, fastTiling } from './convShape.ts'
import { patchesOf, positionsOf, prefersPatches } from './patches.ts'
import type { Windows } from './windows.ts'
import { winogradWeightGradient } from './winograd.ts'

/**
 * Ways to write the gradient of a convolution's weight with plain operators. None is fastest everywhere.
 * - `swapped`: a convolution of the input by the output's gradient, with batch and channels exchanged and strides
 *   and dilations exchanged
 * - `columns`: every tap of the kernel as a slice of the input, side by side, and one matrix product for each picture
 * - `deltaColumns`: the same with the output's gradient sliced; for unit strides
 * - `patches`: every position of the kernel as a slice of the input, one below the other, and one matrix product
 * - `winograd`: matrix products of transformed tiles, where {@link fastTiling} finds them faster
 */
export type Formulation = 'swapped' | 'columns' | 'deltaColumns' | 'patches' | 'winograd'

/** Up to this many positions are sliced one by one. */
const fewPositions = 16

/**
 * Chooses by what was measured. Tiles win where channels are many. Few positions make the weight larger than what it is
 * computed from, so it must come out in its own layout. Otherwise the side with fewer channels is sliced where there are
 * very few of them, or at unit strides, whose swapped form has a kernel as large as the picture; unless groups
 * would make the products tiny.
 */
export function chooseFormulation(shape: ConvShape): Formulation {
  const { channels, filters, group, windows } = shape
  if (prefersPatches(shape)) return 'patches'
  if (fastTiling(shape)) return 'winograd'
  if (group > 1) return 'swapped'
  if (sizeOf(windows.counts) <= fewPositions) return 'patches'
  const unitStrides = windows.strides.every((stride) => stride === 1)
  if (unitStrides && filters < channels) return 'deltaColumns'
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
  const shape = { batch, channels, filters, group, extents: x.shape.slice(2), windows }
  return formulations[choose(shape)](x, dy, shape)
}

const formulations: Record<Formulation, (x: Value, dy: Value, shape: ConvShape) => Value> = {
  swapped,
  columns,
  deltaColumns,
  patches,
  winograd: (x, dy, shape) => winogradWeightGradient(x, dy, fastTiling(shape)!),
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
  const products = summed(op.matMul(deltas, op.transposeLast(rows)))
  return op.reshape(products, [group * filters, channels, ...kernel])
}

function deltaColumns(x: Value, dy: Value, { batch, channels, filters, extents, windows }: ConvShape): Value {
  const { kernel, dilations, before, after } = windows
  const reach = kernel.map((size, k) => (size - 1) * dilations[k]!)
  const margin = (given: readonly number[]) => [0, 0, ...reach.map((size, k) => size - given[k]!)]
  const padded = op.pad(dy, margin(before), margin(after))
  const taps: Value[] = []
  forEachIndex(kernel, (tap) => {
    const cuts = tap.map((at, k) => {
      const start = reach[k]! - at * dilations[k]!
      return { axis: k + 2, start, end: start + extents[k]! }
    })
    taps.push(op.reshape(op.slice(padded, cuts), [batch, filters, 1, sizeOf(extents)]))
  })
  const rows = op.reshape(op.concat(taps, 2), [batch, filters * taps.length, sizeOf(extents)])
  const pictures = op.reshape(x, [batch, channels, sizeOf(extents)])
  const products = summed(op.matMul(rows, op.transposeLast(pictures)))
  const split = op.reshape(products, [filters, taps.length, channels])
  return op.reshape(op.transposeLast(split), [filters, channels, ...kernel])
}

function patches(x: Value, dy: Value, shape: ConvShape): Value {
  const { channels, filters, windows } = shape
  return op.reshape(op.matMul(positionsOf(dy, shape), patchesOf(x, shape)), [
    filters,
    channels,
    ...windows.kernel,
  ])
}

/** Sums over the pictures, axis 0, and takes it away. */
const summed = (products: Value): Value =>
  products.shape[0] === 1 ? op.reshape(products, products.shape.slice(1)) : op.reduceSum(products, [0], false)
