import * as op from '../builder.ts'
import { example, floats, int, operator, optional, type Reference } from '../operator.ts'
import { forEachIndex, offsetOf, type Shape, sizeOf, stridesOf, tabulate } from '../shapes.ts'
import { placeOf, poolingWindows, type Windows, windowAttributes } from './families/windows.ts'

export const averagePool = operator({
  name: 'AveragePool',
  inputs: ['X'],
  attributes: {
    ...windowAttributes,
    kernel_shape: optional.ints,
    ceil_mode: int(0),
    count_include_pad: int(0),
  },
  infer: ({ inputs: [x], attributes }) => [
    { dtype: x.dtype, shape: [...x.shape.slice(0, 2), ...poolingWindows(x.shape, attributes).counts] },
  ],
  evaluate: ({ inputs: [x], attributes, outputs: [y] }) => {
    const windows = poolingWindows(x.shape, attributes)
    const shares = sharesOf(x.shape.slice(2), windows, attributes.count_include_pad !== 0)
    return [sumsOf(x, windows, y!.shape).map((sum, at) => sum * shares[at % shares.length]!)]
  },
  gradient: ({ inputs: [x], attributes, dy }) => [
    () => {
      const [extents, batch] = [x.shape.slice(2), sizeOf(x.shape.slice(0, 2))]
      const windows = poolingWindows(x.shape, attributes)
      const { kernel, strides, dilations, before, after, counts } = windows
      const shares = op.constant(x, counts, sharesOf(extents, windows, attributes.count_include_pad !== 0))
      const planes = op.reshape(op.mul(dy, shares), [batch, 1, ...counts])
      const ones = op.constant(x, [1, 1, ...kernel], new Float64Array(sizeOf(kernel)).fill(1))
      // Covers the input and both margins; a window may reach over the end margin or fall short of it.
      const spread = op.convTranspose(planes, ones, null, { strides, dilations })
      const room = extents.map((extent, k) => extent + before[k]! + after[k]! - spread.shape[k + 2]!)
      const cropped = op.pad(
        spread,
        [0, 0, ...before.map((count) => -count)],
        [0, 0, ...after.map((count, k) => room[k]! - count)],
      )
      return op.reshape(cropped, x.shape)
    },
  ],
  examples: [
    example([floats(1, 2, 4, 4)], { kernel_shape: [2, 2], strides: [2, 2] }),
    example([floats(2, 1, 5, 5)], { kernel_shape: [3, 2], pads: [1, 0, 1, 1] }),
    example([floats(1, 1, 5, 5)], {
      kernel_shape: [3, 3],
      pads: [1, 1, 1, 1],
      strides: [2, 2],
      count_include_pad: 1,
    }),
    example([floats(1, 1, 6, 5)], { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1 }),
    example([floats(1, 1, 6, 6)], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      ceil_mode: 1,
      pads: [1, 1, 1, 1],
    }),
    example([floats(1, 1, 5, 4)], { kernel_shape: [2, 2], auto_pad: 'SAME_UPPER', strides: [2, 2] }),
    example([floats(1, 1, 5, 4)], { kernel_shape: [3, 2], auto_pad: 'SAME_LOWER', strides: [2, 3] }),
    example([floats(1, 1, 5, 4)], { kernel_shape: [2, 2], auto_pad: 'VALID', strides: [2, 2] }),
    example([floats(1, 1, 5, 5)], { kernel_shape: [2, 2], dilations: [2, 3] }),
    example([floats(1, 1, 6, 6)], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      ceil_mode: 1,
      pads: [1, 1, 1, 1],
      count_include_pad: 1,
    }),
    example([floats(1, 1, 3, 4)], { kernel_shape: [1, 1], strides: [1, 2], ceil_mode: 1 }),
    example([floats(1, 2, 7)], { kernel_shape: [3], strides: [3] }),
  ],
})

/** What each window multiplies its sum by: one over the elements it counts. */
function sharesOf(extents: Shape, windows: Windows, countMargins: boolean): Float64Array {
  const { before, after } = windows
  const margin = (k: number) => (countMargins ? [before[k]!, after[k]!] : [0, 0])
  return tabulate(windows.counts, (index) => {
    let counted = 0
    forEachIndex(windows.kernel, (tap) => {
      const inside = tap.every((at, k) => {
        const place = index[k]! * windows.strides[k]! + at * windows.dilations[k]! - before[k]!
        return place >= -margin(k)[0]! && place < extents[k]! + margin(k)[1]!
      })
      if (inside) counted++
    })
    return 1 / counted
  })
}

function sumsOf(x: Reference, windows: Windows, shape: Shape): Float64Array {
  const extents = x.shape.slice(2)
  const steps = stridesOf(x.shape)
  return tabulate(shape, ([n, c, ...position]) => {
    let sum = 0
    forEachIndex(windows.kernel, (tap) => {
      const at = placeOf(windows, extents, position, tap)
      if (at) sum += x.data[offsetOf(steps, [n!, c!, ...at])]!
    })
    return sum
  })
}
