import * as op from '../builder.ts'
import { example, floats, int, operator } from '../operator.ts'
import { axisOf, sizeOf } from '../shapes.ts'

export const flatten = operator({
  name: 'Flatten',
  inputs: ['input'],
  attributes: { axis: int(1) },
  infer: ({ inputs: [{ dtype, shape }], attributes: { axis } }) => {
    const at = axis === shape.length ? axis : axisOf(axis, shape.length)
    return [{ dtype, shape: [sizeOf(shape.slice(0, at)), sizeOf(shape.slice(at))] }]
  },
  evaluate: ({ inputs: [x] }) => [x.data],
  gradient: ({ inputs: [x], dy }) => [() => op.reshape(dy, x.shape)],
  examples: [-1, 0, 1, 3].map((axis) => example([floats(2, 3, 2)], { axis })),
})
