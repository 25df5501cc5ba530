import * as op from '../builder.ts'
import { constantOf } from '../constant.ts'
import type { Value } from '../graph.ts'
import { example, floats, int, operator, optional, type Reference } from '../operator.ts'
import { forEachIndex, invalid, offsetOf, range, showShape, stridesOf, tabulate } from '../shapes.ts'
import { fastTiling } from './families/convShape.ts'
import { convWeightGradient } from './families/convWeightGradient.ts'
import { sameType } from './families/elementwise.ts'
import { patchesConv, prefersPatches } from './families/patches.ts'
import { explicit, placeOf, type Windows, windowAttributes, windowsOf } from './families/windows.ts'
import { winogradConv } from './families/winograd.ts'

/** X [N, C, …], W [M, C / group, …], B [M] -> Y [N, M, …] */
export const conv = operator({
  name: 'Conv',
  inputs: ['X', 'W', 'B?'],
  attributes: { ...windowAttributes, group: int(1), kernel_shape: optional.ints },
  infer: ({ inputs: [x, w, b], attributes }) => {
    const { group } = attributes
    if (x.shape[1] !== w.shape[1]! * group || w.shape[0]! % group !== 0 || (b && b.shape[0] !== w.shape[0]))
      throw invalid(
        `a weight ${showShape(w.shape)} in ${group} groups${b ? ` with bias ${showShape(b.shape)}` : ''} does not fit ${showShape(x.shape)}`,
      )
    const { counts } = windowsOf(x.shape.slice(2), w.shape.slice(2), attributes)
    return [{ dtype: sameType(b ? [x, w, b] : [x, w]), shape: [x.shape[0]!, w.shape[0]!, ...counts] }]
  },
  evaluate: ({ inputs: [x, w, b], attributes, outputs: [y] }) => [
    correlate(x, w, b, windowsOf(x.shape.slice(2), w.shape.slice(2), attributes), attributes.group, y!.shape),
  ],
  gradient: ({ inputs: [x, w], attributes, dy }) => {
    const { group } = attributes
    const windows = windowsOf(x.shape.slice(2), w.shape.slice(2), attributes)
    return [
      () => convInputGradient(dy, w, x.shape.slice(2), windows, group),
      () => convWeightGradient(x, dy, windows, group),
      () => op.reduceSum(dy, [0, ...range(dy.shape.length).slice(2)], false),
    ]
  },
  // The runtime rearranges a constant weight while it loads, and is fast then.
  lower: ({ inputs: [x, w, b], attributes }) => {
    const { group } = attributes
    if (constantOf(w)) return null
    const extents = x.shape.slice(2)
    const [batch, channels, filters] = [x.shape[0]!, w.shape[1]!, w.shape[0]! / group]
    const windows = windowsOf(extents, w.shape.slice(2), attributes)
    const shape = { batch, channels, filters, group, extents, windows }
    const tiling = prefersPatches(shape) ? null : fastTiling(shape)
    if (!tiling && !prefersPatches(shape)) return null
    const y = tiling ? winogradConv(x, w, tiling) : patchesConv(x, w, shape)
    return [b ? op.add(y, op.reshape(b, [1, filters, ...extents.map(() => 1)])) : y]
  },
  examples: [
    example([floats(2, 2, 4, 4), floats(3, 2, 3, 3), floats(3)]),
    example([floats(1, 2, 5, 6), floats(2, 2, 3, 2)], { strides: [2, 1], pads: [1, 0, 0, 1] }),
    example([floats(1, 4, 4, 4), floats(4, 2, 2, 2), floats(4)], { group: 2, strides: [2, 2] }),
    example([floats(2, 3, 3, 3), floats(3, 1, 2, 2)], { group: 3, pads: [1, 1, 1, 1] }),
    example([floats(1, 1, 7, 5), floats(2, 1, 3, 2)], {
      dilations: [2, 3],
      strides: [2, 1],
      pads: [1, 1, 1, 1],
    }),
    example([floats(1, 2, 5, 4), floats(1, 2, 2, 3)], { auto_pad: 'SAME_UPPER', strides: [2, 2] }),
    example([floats(1, 1, 4, 5), floats(1, 1, 2, 2)], { auto_pad: 'SAME_LOWER' }),
    example([floats(1, 1, 4, 4), floats(1, 1, 3, 3)], { auto_pad: 'VALID', kernel_shape: [3, 3] }),
    example([floats(2, 2, 6), floats(2, 2, 3), floats(2)], { strides: [2], pads: [1, 1] }),
    example([floats(1, 1, 3, 3, 3), floats(1, 1, 2, 2, 2)], { pads: [0, 1, 0, 0, 0, 1] }),
    example([floats(2, 3, 2, 2), floats(2, 3, 1, 1)]),
    example([floats(1, 4, 5, 6), floats(2, 2, 2, 2)], {
      group: 2,
      dilations: [2, 1],
      strides: [1, 2],
      pads: [1, 0, 0, 1],
    }),
  ],
})

/**
 * Gradient with respect to the input of a convolution: the transposed convolution with the same windows.
 *
 * @param extents spatial sizes of the input
 */
export function convInputGradient(
  dy: Value,
  w: Value,
  extents: readonly number[],
  windows: Windows,
  group: number,
): Value {
  const { kernel, strides, dilations, before, after, counts } = windows
  // What the last window left uncovered: it fell short of the end margin by less than a stride.
  const short = extents.map(
    (extent, k) =>
      extent +
      before[k]! +
      after[k]! -
      ((counts[k]! - 1) * strides[k]! + (kernel[k]! - 1) * dilations[k]! + 1),
  )
  return op.convTranspose(dy, w, null, { ...explicit(windows), group, output_padding: short })
}

/** The sum over windows that Conv means by convolution. */
function correlate(
  x: Reference,
  w: Reference,
  b: Reference | null,
  windows: Windows,
  group: number,
  shape: readonly number[],
): Float64Array {
  const [xSteps, wSteps] = [stridesOf(x.shape), stridesOf(w.shape)]
  const extents = x.shape.slice(2)
  const [channels, perGroup] = [w.shape[1]!, shape[1]! / group]
  return tabulate(shape, ([n, m, ...position]) => {
    const first = Math.floor(m! / perGroup) * channels
    let sum = b ? b.data[m!]! : 0
    forEachIndex(windows.kernel, (tap) => {
      const at = placeOf(windows, extents, position, tap)
      if (!at) return
      for (let c = 0; c < channels; c++)
        sum += x.data[offsetOf(xSteps, [n!, first + c, ...at])]! * w.data[offsetOf(wSteps, [m!, c, ...tap])]!
    })
    return sum
  })
}
