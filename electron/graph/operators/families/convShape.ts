import { range, sizeOf } from '../../shapes.ts'
import type { Windows } from './windows.ts'
import { MAX_PRODUCTS, type Tiling, tilingOf } from './winograd.ts'

/** What the choice between formulations of a convolution looks at. */
export interface ConvShape {
  batch: number
  /** Channels of the input and of the output of one group. */
  channels: number
  filters: number
  group: number
  /** Sizes of the spatial axes of the input. */
  extents: readonly number[]
  windows: Windows
}

/*
 * Measured on one thread of an x86 processor with AVX-512, over the three passes of a convolution together, which share
 * their transforms. Only their ratios matter; they were not measured on other processors.
 */
/** Multiplications a nanosecond: of plain convolutions and their gradients, and of large matrix products. */
const [plain, matrix] = [37, 57]
/** Nanoseconds for each element of a transformed tensor: to move it, and for each tap of the transform. */
const [moved, tapped] = [4, 0.11]
/** Nanoseconds for each element of a transformed kernel, for each phase of an axis. */
const kernelElement = 4.5

/** How to cut a convolution into tiles, or null if it is not faster so. The same for all of its passes. */
export function fastTiling({ batch, channels, filters, group, extents, windows }: ConvShape): Tiling | null {
  const { kernel, strides, dilations, counts } = windows
  if (extents.length !== 2 || group > 1 || dilations.some((dilation) => dilation > 1)) return null
  const taps = Math.max(...range(2).map((k) => Math.ceil(kernel[k]! / strides[k]!)))
  const max = MAX_PRODUCTS - taps + 1
  if (taps < 2 || max < 2) return null
  const tilings = range(max - 1).map((k) => tilingOf({ batch, channels, filters }, extents, windows, k + 2))
  const times = tilings.map(timeOf)
  const best = times.indexOf(Math.min(...times))
  const multiplications = batch * channels * filters * sizeOf(kernel) * sizeOf(counts)
  return times[best]! < (3 * multiplications) / plain ? tilings[best]! : null
}

/** Nanoseconds for the three passes in tiles. */
function timeOf({ batch, channels, filters, axes: [a, b] }: Tiling): number {
  const products = a.products * b.products
  const phases = a.stride * b.stride
  const tiles = batch * a.tiles * b.tiles
  const multiplications = products * phases * channels * filters * tiles
  const elements = products * tiles * (phases * channels + filters)
  const taps = a.products * a.stride * b.products * b.stride
  const kernels = products * phases * channels * filters
  return (
    (3 * multiplications) / matrix +
    elements * (moved + tapped * taps) +
    kernels * kernelElement * Math.max(a.stride, b.stride)
  )
}
