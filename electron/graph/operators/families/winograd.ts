import * as op from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { range, tabulate } from '../../shapes.ts'
import { type Windows, windowsOf } from './windows.ts'

/*
 * Fast convolution after Winograd, Toom and Cook (Lavin and Gray 2016), with plain operators. A tile of m outputs of a
 * kernel of r taps takes m + r - 1 products instead of m r, between transforms of the input, the kernel and the output
 * that are linear and fixed. Along both axes:
 *
 *     products[q] = kernelTiles(w)[q] · inputTiles(x)[q]      y = fromOutputTiles(products)
 *
 * where q counts the products of a tile, and each `·` is a matrix product over the channels. The gradients of a linear
 * map are its transpose, so the three passes of a convolution share their transforms. A stride s splits the input into
 * s x s phases, whose kernels have r / s taps.
 */

/** One spatial axis, cut into tiles. */
interface Axis {
  /** Outputs of a tile, and products that it takes. */
  readonly outputs: number
  readonly products: number
  readonly tiles: number
  readonly stride: number
  readonly kernel: number
  readonly maps: Maps
}

/** What turns a tile's input, kernel and products into products, products and outputs. */
interface Maps {
  /** [products][input] */
  readonly input: readonly number[][]
  /** [products][taps] */
  readonly kernel: readonly number[][]
  /** [outputs][products] */
  readonly output: readonly number[][]
}

export interface Tiling {
  readonly batch: number
  readonly channels: number
  readonly filters: number
  /** Sizes of the input and of the output. */
  readonly extents: readonly number[]
  readonly counts: readonly number[]
  readonly before: readonly number[]
  readonly axes: readonly [Axis, Axis]
}

/** Where the polynomials are evaluated, infinity apart. With these, single precision loses less than a decimal. */
const points = [0, 1, -1, 2]

/** The most products a tile may take along an axis; more would need points of larger powers. */
export const MAX_PRODUCTS = points.length + 1

/**
 * Cuts the output of a convolution into tiles.
 *
 * @param outputs of a tile along each axis
 * @param extents sizes of the spatial axes of the input
 */
export function tilingOf(
  sizes: Pick<Tiling, 'batch' | 'channels' | 'filters'>,
  extents: readonly number[],
  { kernel, strides, counts, before }: Windows,
  outputs: number,
): Tiling {
  const axes = range(2).map((k): Axis => {
    const taps = Math.ceil(kernel[k]! / strides[k]!)
    return {
      outputs,
      products: outputs + taps - 1,
      tiles: Math.ceil(counts[k]! / outputs),
      stride: strides[k]!,
      kernel: kernel[k]!,
      maps: toomCook(outputs, taps),
    }
  }) as [Axis, Axis]
  return { ...sizes, extents, counts, before, axes }
}

/** y = Conv(x, w), [N, C, H, W] and [M, C, …] -> [N, M, H', W']. */
export const winogradConv = (x: Value, w: Value, tiling: Tiling): Value =>
  fromOutputTiles(op.matMul(kernelTiles(w, tiling), inputTiles(x, tiling)), tiling)

/** Gradient with respect to the input, which is ConvTranspose: [N, M, H', W'] and [M, C, …] -> [N, C, H, W]. */
export function winogradInputGradient(dy: Value, w: Value, tiling: Tiling): Value {
  const products = op.matMul(op.transposeLast(kernelTiles(w, tiling)), outputTiles(dy, tiling))
  const { channels } = tiling
  const { filters, windows } = inputFilters(dy, tiling)
  return untile(products, channels, tiling, filters, windows, tiling.extents)
}

/** Gradient with respect to the weight: [N, C, H, W] and [N, M, H', W'] -> [M, C, …]. */
export function winogradWeightGradient(x: Value, dy: Value, tiling: Tiling): Value {
  const { channels, filters, axes } = tiling
  const products = op.matMul(outputTiles(dy, tiling), op.transposeLast(inputTiles(x, tiling)))
  const split = op.reshape(products, [productsOf(tiling), filters, phasesOf(tiling), channels])
  const flat = op.reshape(op.transpose(split, [0, 2, 1, 3]), [
    productsOf(tiling) * phasesOf(tiling),
    filters * channels,
  ])
  const taps = op.matMul(op.transposeLast(flat), kernelMap(x, tiling))
  return op.reshape(taps, [filters, channels, axes[0].kernel, axes[1].kernel])
}

const productsOf = ({ axes: [a, b] }: Tiling): number => a.products * b.products
const phasesOf = ({ axes: [a, b] }: Tiling): number => a.stride * b.stride
const tilesOf = ({ batch, axes: [a, b] }: Tiling): number => batch * a.tiles * b.tiles

/** [products, phases · C, tiles] */
function inputTiles(x: Value, tiling: Tiling): Value {
  const { filters, windows } = inputFilters(x, tiling)
  return tile(x, tiling.channels, tiling, filters, windows)
}

/** [products, M, tiles]: the transpose of {@link fromOutputTiles}. */
function outputTiles(dy: Value, tiling: Tiling): Value {
  const { filters, windows } = outputFilters(dy, tiling)
  return tile(dy, tiling.filters, tiling, filters, windows)
}

function fromOutputTiles(products: Value, tiling: Tiling): Value {
  const { filters, windows } = outputFilters(products, tiling)
  return untile(products, tiling.filters, tiling, filters, windows, tiling.counts)
}

/** [products, M, phases · C] */
function kernelTiles(w: Value, tiling: Tiling): Value {
  const { channels, filters } = tiling
  const map = kernelMap(w, tiling)
  const flat = op.matMul(map, op.transposeLast(op.reshape(w, [filters * channels, map.shape[1]!])))
  const split = op.reshape(flat, [productsOf(tiling), phasesOf(tiling), filters, channels])
  return op.reshape(op.transpose(split, [0, 2, 1, 3]), [
    productsOf(tiling),
    filters,
    phasesOf(tiling) * channels,
  ])
}

/** Every plane through the same filters: [N, C, …] -> [products, phases · C, tiles]. */
function tile(x: Value, channels: number, tiling: Tiling, filters: Value, windows: Windows): Value {
  const { batch } = tiling
  const planes = op.reshape(x, [batch * channels, 1, ...x.shape.slice(2)])
  const { before, after, strides } = windows
  const all = op.conv(planes, filters, null, { strides, pads: [...before, ...after] })
  const phases = filters.shape[0]! / productsOf(tiling)
  const tiles = tilesOf(tiling) / batch
  const split = op.reshape(all, [batch, channels, productsOf(tiling), phases, tiles])
  return op.reshape(op.transpose(split, [2, 3, 1, 0, 4]), [
    productsOf(tiling),
    phases * channels,
    batch * tiles,
  ])
}

/** The transpose of {@link tile}. */
function untile(
  products: Value,
  channels: number,
  tiling: Tiling,
  filters: Value,
  { before, after, strides, counts }: Windows,
  extents: readonly number[],
): Value {
  const { batch } = tiling
  const phases = filters.shape[0]! / productsOf(tiling)
  const split = op.reshape(products, [productsOf(tiling), phases, channels, batch, tilesOf(tiling) / batch])
  const all = op.reshape(op.transpose(split, [3, 2, 0, 1, 4]), [
    batch * channels,
    filters.shape[0]!,
    ...counts,
  ])
  const reach = counts.map((count, k) => (count - 1) * strides[k]! + filters.shape[k + 2]!)
  // Rows at the end that no tile looks at.
  const unseen = extents.map((extent, k) => extent + before[k]! + after[k]! - reach[k]!)
  const planes = op.convTranspose(all, filters, null, {
    strides,
    pads: [...before, ...after],
    output_padding: unseen,
  })
  return op.reshape(planes, [batch, channels, ...extents])
}

/** Filters [products · phases, 1, …] that make a tile's input, phase by phase, into products. */
function inputFilters(like: Value, { axes, extents, before }: Tiling) {
  const numbers = alongBoth(axes, ({ products, stride, maps }) =>
    table([products, stride, products * stride], ([q, phase, at]) =>
      at! % stride === phase ? maps.input[q!]![Math.floor(at! / stride)]! : 0,
    ),
  )
  const size = axes.map(({ products, stride }) => products * stride)
  const windows = windowsOver(
    extents,
    before,
    axes,
    size,
    axes.map(({ outputs, stride }) => outputs * stride),
  )
  const rows = axes[0].products * axes[1].products * axes[0].stride * axes[1].stride
  return { filters: op.constant(like, [rows, 1, ...size], numbers), windows }
}

/** Filters [products, 1, …] that hand a tile's outputs back to its products. */
function outputFilters(like: Value, { axes, counts }: Tiling) {
  const numbers = alongBoth(axes, ({ products, outputs, maps }) =>
    table([products, 1, outputs], ([q, , at]) => maps.output[at!]![q!]!),
  )
  const size = axes.map(({ outputs }) => outputs)
  const rows = axes[0].products * axes[1].products
  const windows = windowsOver(counts, [0, 0], axes, size, size)
  return { filters: op.constant(like, [rows, 1, ...size], numbers), windows }
}

/** [products · phases, taps of the kernel] */
function kernelMap(like: Value, { axes }: Tiling): Value {
  const numbers = alongBoth(axes, ({ products, stride, kernel, maps }) =>
    table([products, stride, kernel], ([q, phase, tap]) =>
      tap! % stride === phase ? maps.kernel[q!]![Math.floor(tap! / stride)]! : 0,
    ),
  )
  const taps = axes[0].kernel * axes[1].kernel
  return op.constant(like, [numbers.length / taps, taps], numbers)
}

interface Table {
  readonly shape: readonly [number, number, number]
  readonly at: (q: number, phase: number, position: number) => number
}
const table = (shape: Table['shape'], f: (index: readonly number[]) => number): Table => ({
  shape,
  at: (...index) => f(index),
})

/** Products of two one-dimensional tables, [q, q', phase, phase', position, position'] in a row. */
function alongBoth(axes: Tiling['axes'], tableOf: (axis: Axis) => Table): Float64Array {
  const [a, b] = [tableOf(axes[0]), tableOf(axes[1])]
  const shape = range(3).flatMap((k) => [a.shape[k]!, b.shape[k]!])
  return tabulate(
    shape,
    ([q, q2, phase, phase2, at, at2]) => a.at(q!, phase!, at!) * b.at(q2!, phase2!, at2!),
  )
}

/** Windows that visit every tile, with as much margin at the end as the last one needs. */
function windowsOver(
  extents: readonly number[],
  before: readonly number[],
  axes: Tiling['axes'],
  kernel: readonly number[],
  strides: readonly number[],
): Windows {
  const after = extents.map((extent, k) =>
    Math.max(0, (axes[k]!.tiles - 1) * strides[k]! + kernel[k]! - extent - before[k]!),
  )
  return windowsOf(extents, kernel, {
    auto_pad: 'NOTSET',
    dilations: undefined,
    pads: [...before, ...after],
    strides,
  })
}

/**
 * The maps of a tile of m outputs and a kernel of r taps. A product is the value of the polynomials at a point; the last
 * one stands for infinity, where only the leading coefficients count.
 */
export function toomCook(outputs: number, taps: number): Maps {
  const finite = points.slice(0, outputs + taps - 2)
  const others = (k: number) => finite.filter((_, index) => index !== k)
  const padded = (coefficients: number[]) => range(finite.length + 1).map((power) => coefficients[power] ?? 0)
  const last = (count: number) => range(count).map((power) => Number(power === count - 1))
  const powers = (x: number, count: number) => range(count).map((power) => x ** power)
  return {
    input: [...finite.map((_, k) => padded(polynomial(others(k)))), polynomial(finite)],
    kernel: [
      ...finite.map((x, k) => {
        const scale = others(k).reduce((product, y) => product * (x - y), 1)
        return powers(x, taps).map((power) => power / scale)
      }),
      last(taps),
    ],
    output: range(outputs).map((power) => [...finite.map((x) => x ** power), Number(power === outputs - 1)]),
  }
}

/** Coefficients, constant first, of the product of (x - root). */
const polynomial = (roots: readonly number[]): number[] =>
  roots.reduce<number[]>(
    (known, root) => range(known.length + 1).map((k) => (known[k - 1] ?? 0) - root * (known[k] ?? 0)),
    [1],
  )
