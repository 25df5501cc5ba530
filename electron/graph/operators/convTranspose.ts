import * as op from '../builder.ts'
import { constantOf } from '../constant.ts'
import type { Value } from '../graph.ts'
import { example, floats, int, operator, optional } from '../operator.ts'
import {
  forEachIndex,
  invalid,
  offsetOf,
  range,
  type Shape,
  showShape,
  sizeOf,
  stridesOf,
} from '../shapes.ts'
import { type ConvShape, fastTiling } from './families/convShape.ts'
import { convWeightGradient } from './families/convWeightGradient.ts'
import { sameType } from './families/elementwise.ts'
import { patchesInputGradient, prefersPatches } from './families/patches.ts'
import {
  explicit,
  placeOf,
  transposedWindowsOf,
  type WindowAttributes,
  type Windows,
  windowAttributes,
} from './families/windows.ts'
import { winogradInputGradient } from './families/winograd.ts'

/** X [N, C, …], W [C, M / group, …], B [M] -> Y [N, M, …]: the gradient of a convolution with respect to its input. */
export const convTranspose = operator({
  name: 'ConvTranspose',
  inputs: ['X', 'W', 'B?'],
  attributes: {
    ...windowAttributes,
    group: int(1),
    kernel_shape: optional.ints,
    output_padding: optional.ints,
    output_shape: optional.ints,
  },
  infer: ({ inputs: [x, w, b], attributes }) => {
    const filters = w.shape[1]! * attributes.group
    if (x.shape[1] !== w.shape[0] || w.shape[0]! % attributes.group !== 0 || (b && b.shape[0] !== filters))
      throw invalid(
        `a weight ${showShape(w.shape)} in ${attributes.group} groups does not fit ${showShape(x.shape)}`,
      )
    const { extents } = windowsFor(x.shape, w.shape, attributes)
    return [{ dtype: sameType(b ? [x, w, b] : [x, w]), shape: [x.shape[0]!, filters, ...extents] }]
  },
  evaluate: ({ inputs: [x, w, b], attributes, outputs: [y] }) => {
    const windows = windowsFor(x.shape, w.shape, attributes)
    const { kernel, extents } = windows
    const plane = sizeOf(extents)
    const bias = (_: number, at: number) => b?.data[Math.floor(at / plane) % b.data.length] ?? 0
    const result = new Float64Array(sizeOf(y!.shape)).map(bias)
    const [xSteps, wSteps, ySteps] = [stridesOf(x.shape), stridesOf(w.shape), stridesOf(y!.shape)]
    const [perGroup, filters] = [x.shape[1]! / attributes.group, w.shape[1]!]
    forEachIndex(x.shape, ([n, c, ...position]) => {
      const value = x.data[offsetOf(xSteps, [n!, c!, ...position])]!
      const first = Math.floor(c! / perGroup) * filters
      forEachIndex([filters, ...kernel], ([m, ...tap]) => {
        const at = placeOf(windows, extents, position, tap)
        if (at)
          result[offsetOf(ySteps, [n!, first + m!, ...at])]! +=
            value * w.data[offsetOf(wSteps, [c!, m!, ...tap])]!
      })
    })
    return [result]
  },
  gradient: ({ inputs: [x, w], attributes, dy }) => {
    const { group } = attributes
    const whole = windowsFor(x.shape, w.shape, attributes)
    // What more than a stride adds at the ends no window reaches.
    const added = whole.strides.map((stride, k) => {
      const count = attributes.output_padding?.[k] ?? 0
      return count >= stride ? count : 0
    })
    const reached = op.slice(
      dy,
      added.map((count, k) => ({
        axis: k + 2,
        start: 0,
        end: whole.extents[k]! - Math.max(0, count - whole.after[k]!),
      })),
    )
    const windows = { ...whole, after: whole.after.map((count, k) => Math.max(0, count - added[k]!)) }
    return [
      () => op.conv(reached, w, null, { ...explicit(windows), group }),
      () => convWeightGradient(reached, x, windows, group),
      () => op.reduceSum(dy, [0, ...range(dy.shape.length).slice(2)], false),
    ]
  },
  lower: ({ inputs: [x, w, b], attributes }) => {
    const { group } = attributes
    const windows = windowsFor(x.shape, w.shape, attributes)
    const surplus = attributes.output_padding?.some((count, k) => count >= windows.strides[k]!)
    if (surplus) return [padded(x, w, b, windows, group)]
    const { extents } = windows
    if (constantOf(w)) {
      const y = isPlaneByPlane(w, group) ? turned(x, w, b, windows, group) : null
      return y && [y]
    }
    const [batch, filters, channels] = [x.shape[0]!, w.shape[0]! / group, w.shape[1]!]
    const shape = { batch, channels, filters, group, extents, windows }
    const y = fasterInputGradient(x, w, shape)
    if (!y) return null
    return [b ? op.add(y, op.reshape(b, [1, channels, ...extents.map(() => 1)])) : y]
  },
  examples: [
    example([floats(2, 2, 3, 3), floats(2, 3, 2, 2), floats(3)]),
    example([floats(1, 2, 3, 2), floats(2, 1, 4, 3)], { strides: [2, 2], pads: [1, 0, 1, 1] }),
    example([floats(1, 2, 3, 3), floats(2, 1, 3, 3)], {
      strides: [2, 2],
      pads: [1, 1, 1, 1],
      output_padding: [1, 0],
    }),
    example([floats(1, 4, 2, 3), floats(4, 2, 3, 2), floats(4)], { group: 2, strides: [2, 1] }),
    example([floats(1, 1, 3, 3), floats(1, 1, 2, 2)], { dilations: [2, 2], strides: [1, 2] }),
    example([floats(1, 1, 3, 3), floats(1, 2, 3, 3)], { strides: [2, 2], output_shape: [6, 5] }),
    example([floats(1, 1, 3, 2), floats(1, 1, 3, 4)], { strides: [2, 2], auto_pad: 'SAME_UPPER' }),
    example([floats(1, 1, 3, 2), floats(1, 1, 3, 3)], { strides: [2, 2], auto_pad: 'SAME_LOWER' }),
    example([floats(1, 2, 2, 2), floats(2, 1, 3, 3)], {
      group: 2,
      strides: [3, 2],
      pads: [0, 1, 1, 0],
      output_padding: [2, 1],
    }),
    example([floats(1, 1, 2, 3), floats(1, 1, 2, 2)], { auto_pad: 'VALID', strides: [2, 2] }),
    example([floats(1, 1, 3, 3), floats(1, 2, 2, 2), floats(2)], {
      dilations: [2, 2],
      output_padding: [1, 1],
    }),
    example([floats(2, 1, 4), floats(1, 2, 3), floats(2)], { strides: [2], kernel_shape: [3] }),
  ],
})

const windowsFor = (
  x: Shape,
  w: Shape,
  given: WindowAttributes & {
    output_padding: readonly number[] | undefined
    output_shape: readonly number[] | undefined
  },
) => transposedWindowsOf(x.slice(2), w.slice(2), given, given.output_padding, given.output_shape)

/** Where more is added at the ends than a stride, which ONNX Runtime refuses and PyTorch allows beside dilation. */
function padded(
  x: Value,
  w: Value,
  b: Value | null,
  { kernel, strides, dilations, before, counts, extents }: Windows & { extents: number[] },
  group: number,
): Value {
  const full = counts.map((count, k) => (count - 1) * strides[k]! + (kernel[k]! - 1) * dilations[k]! + 1)
  const whole = op.convTranspose(x, w, null, { strides, dilations, group })
  const y = op.pad(
    whole,
    [0, 0, ...before.map((count) => -count)],
    [0, 0, ...extents.map((extent, k) => extent + before[k]! - full[k]!)],
  )
  return b ? op.add(y, op.reshape(b, [1, b.shape[0]!, ...extents.map(() => 1)])) : y
}

/** In patches, in tiles or turned around; null where the runtime's own is faster. */
function fasterInputGradient(x: Value, w: Value, shape: ConvShape): Value | null {
  if (prefersPatches(shape)) return patchesInputGradient(x, w, shape)
  const tiling = fastTiling(shape)
  return tiling ? winogradInputGradient(x, w, tiling) : flipped(x, w, shape.windows, shape.group)
}

/** As many input channels as make the columns of a convolution smaller than what a transposed one adds up. */
const fewChannels = 8

/** At unit strides it is a convolution by the kernel turned around. Null where that is not faster. */
const flipped = (x: Value, w: Value, windows: Windows, group: number): Value | null =>
  group > 1 || w.shape[0]! > fewChannels ? null : turned(x, w, null, windows, group)

/** Depthwise, or of single pixels: where the runtime has a kernel for the convolution and none for its transpose. */
const isPlaneByPlane = (w: Value, group: number): boolean =>
  (group > 1 && group === w.shape[0] && w.shape[1] === 1) ||
  (group === 1 && w.shape.slice(2).every((size) => size === 1))

/** The convolution by the kernel turned around; null at other strides, and where its margins would be negative. */
function turned(
  x: Value,
  w: Value,
  b: Value | null,
  { kernel, strides, dilations, before, after }: Windows,
  group: number,
): Value | null {
  if (strides.some((stride) => stride > 1)) return null
  const flips = range(kernel.length).reduce((turning, k) => op.flip(turning, k + 2), w)
  const margin = (given: readonly number[]) => kernel.map((size, k) => (size - 1) * dilations[k]! - given[k]!)
  const pads = [...margin(before), ...margin(after)]
  if (pads.some((count) => count < 0)) return null
  // Depthwise, every channel has its own kernel in the same place.
  const weight = group > 1 ? flips : op.transpose(flips, [1, 0, ...range(kernel.length).map((k) => k + 2)])
  return op.conv(x, weight, b, { dilations, pads, group })
}
