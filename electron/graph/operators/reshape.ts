import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, int, operator } from '../operator.ts'
import { invalid, showShape, sizeOf } from '../shapes.ts'
import { int64 } from '../tensor.ts'

export const reshape = operator({
  name: 'Reshape',
  inputs: ['data', 'shape'],
  attributes: { allowzero: int(0) },
  infer: ({ inputs: [x, shape], attributes: { allowzero } }) => {
    const wanted = numbersIn(shape).map((extent, axis) =>
      extent === 0 && !allowzero ? x.shape[axis]! : extent,
    )
    const known = wanted.reduce((product, extent) => (extent === -1 ? product : product * extent), 1)
    const result = wanted.map((extent) => (extent === -1 ? sizeOf(x.shape) / known : extent))
    if (sizeOf(result) !== sizeOf(x.shape) || !result.every(Number.isInteger))
      throw invalid(`${showShape(x.shape)} cannot take the shape ${showShape(wanted)}`)
    return [{ dtype: x.dtype, shape: result }]
  },
  evaluate: ({ inputs: [x] }) => [x.data],
  gradient: ({ inputs: [x], dy }) => [() => op.reshape(dy, x.shape), null],
  examples: [
    example([floats(2, 3, 4), int64([4, 6])]),
    example([floats(2, 3, 4), int64([0, -1])]),
    example([floats(1), int64([], [0])]),
    example([floats(0, 3), int64([3, 0])], { allowzero: 1 }),
  ],
})
