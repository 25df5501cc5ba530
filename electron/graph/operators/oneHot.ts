import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, int, operator } from '../operator.ts'
import { axisOf, offsetOf, stridesOf, tabulate } from '../shapes.ts'
import { float32, int64 } from '../tensor.ts'

/** `values` holds what stands off and on the chosen class; an index outside all classes chooses none. */
export const oneHot = operator({
  name: 'OneHot',
  inputs: ['indices', 'depth', 'values'],
  attributes: { axis: int(-1) },
  infer: ({ inputs: [indices, depth, values], attributes }) => {
    const axis = axisOf(attributes.axis, indices.shape.length + 1)
    return [{ dtype: values.dtype, shape: indices.shape.toSpliced(axis, 0, numbersIn(depth)[0]!) }]
  },
  evaluate: ({ inputs: [indices, depth, values], attributes, outputs: [y] }) => {
    const axis = axisOf(attributes.axis, y!.shape.length)
    const strides = stridesOf(indices.shape)
    const count = depth.data[0]!
    return [
      tabulate(y!.shape, (index) => {
        const chosen = indices.data[offsetOf(strides, index.toSpliced(axis, 1))]!
        return values.data[(chosen < 0 ? chosen + count : chosen) === index[axis] ? 1 : 0]!
      }),
    ]
  },
  gradient: ({ inputs: [indices, depth, values], attributes: { axis }, dy }) => [
    null,
    null,
    () => {
      const classes = values.graph.constant(float32([0, 1]))
      const chosen = op.cast(op.apply('OneHot', [indices, depth, classes], { axis }), dy.dtype)
      const on = op.reduceSum(op.mul(dy, chosen))
      const total = op.reduceSum(dy)
      return op.concat(
        [op.sub(total, on), on].map((part) => op.reshape(part, [1])),
        0,
      )
    },
  ],
  examples: [
    example([int64([1, 0, 2]), int64([3], []), floats(2)]),
    example([int64([1, -1], [2, 1]), int64([3], []), float32([0, 1])], { axis: 0 }),
    example([int64([3, 0, -4]), int64([3], []), floats(2)]),
  ],
})
