import * as op from '../builder.ts'
import { example, floats, int, operator, optional } from '../operator.ts'
import { forEachIndex, offsetOf, sizeOf, stridesOf, tabulate, unsupported } from '../shapes.ts'
import { placeOf, poolingWindows, windowAttributes } from './families/windows.ts'

/** The second output says where in X, flattened, each maximum stood; the first of equals counts. */
export const maxPool = operator({
  name: 'MaxPool',
  inputs: ['X'],
  attributes: { ...windowAttributes, kernel_shape: optional.ints, ceil_mode: int(0), storage_order: int(0) },
  sparesOutputs: true,
  infer: ({ inputs: [x], attributes }) => {
    if (attributes.storage_order !== 0)
      throw unsupported('does not cover column-major indices (storage_order 1)')
    const { counts } = poolingWindows(x.shape, attributes)
    const shape = [...x.shape.slice(0, 2), ...counts]
    return [
      { dtype: x.dtype, shape },
      { dtype: 'int64', shape },
    ]
  },
  evaluate: ({ inputs: [x], attributes, outputs: [y] }) => {
    const extents = x.shape.slice(2)
    const windows = poolingWindows(x.shape, attributes)
    const steps = stridesOf(x.shape)
    const indices = tabulate(y!.shape, ([n, c, ...position]) => {
      let best = -1
      forEachIndex(windows.kernel, (tap) => {
        const at = placeOf(windows, extents, position, tap)
        if (!at) return
        const here = offsetOf(steps, [n!, c!, ...at])
        if (best < 0 || x.data[here]! > x.data[best]!) best = here
      })
      return best
    })
    return [indices.map((at) => x.data[at]!), indices]
  },
  gradient: ({ inputs: [x], outputs: [, indices], dy }) => [
    () => {
      const flat = [sizeOf(dy.shape)]
      const sum = op.scatterAdd(
        op.zeros(x, [sizeOf(x.shape)]),
        op.reshape(indices!, flat),
        op.reshape(dy, flat),
        0,
      )
      return op.reshape(sum, x.shape)
    },
  ],
  examples: [
    example([floats(2, 2, 4, 4)], { kernel_shape: [2, 2], strides: [2, 2] }),
    example([floats(1, 2, 5, 4)], { kernel_shape: [3, 2], pads: [1, 0, 1, 1] }),
    example([floats(1, 1, 6, 5)], { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1 }),
    example([floats(1, 1, 5, 4)], { kernel_shape: [2, 2], auto_pad: 'SAME_UPPER', strides: [2, 2] }),
    example([floats(1, 1, 5, 4)], { kernel_shape: [3, 2], auto_pad: 'SAME_LOWER', strides: [2, 3] }),
    example([floats(1, 1, 5, 4)], { kernel_shape: [2, 2], auto_pad: 'VALID', strides: [2, 2] }),
    example([floats(1, 1, 5, 5)], { kernel_shape: [2, 2], dilations: [2, 3] }),
    example([floats(1, 1, 3, 3)], {
      kernel_shape: [1, 2],
      strides: [2, 2],
      pads: [0, 1, 0, 1],
      ceil_mode: 1,
    }),
    example([floats(1, 2, 7)], { kernel_shape: [3], strides: [2] }),
  ],
})
