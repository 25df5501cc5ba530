import * as op from '../builder.ts'
import { example, floats, int, operator } from '../operator.ts'
import { axisOf, offsetOf, stridesOf } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { move } from './families/movement.ts'

export const gatherElements = operator({
  name: 'GatherElements',
  inputs: ['data', 'indices'],
  attributes: { axis: int(0) },
  infer: ({ inputs: [x, indices] }) => [{ dtype: x.dtype, shape: indices.shape }],
  evaluate: ({ inputs: [x, indices], attributes, outputs: [y] }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    const extent = x.shape[axis]!
    const strides = stridesOf(indices.shape)
    const chosen = (index: readonly number[]) => indices.data[offsetOf(strides, index)]!
    return [move(y!.shape, x, (index) => index.with(axis, (chosen(index) + extent) % extent))]
  },
  gradient: ({ inputs: [x, indices], attributes: { axis }, dy }) => [
    () => op.scatterAdd(op.zeros(x), indices, dy, axis),
    null,
  ],
  examples: [
    example([floats(3, 2), int64([0, 2, 2, -1], [2, 2])]),
    example([floats(2, 3), int64([2, 2, 0, 1], [2, 2])], { axis: 1 }),
  ],
})
