import * as op from '../builder.ts'
import { example, floats, int, operator } from '../operator.ts'
import { axisOf } from '../shapes.ts'
import { logSoftmaxOf } from './logSoftmax.ts'

export const softmax = operator({
  name: 'Softmax',
  inputs: ['input'],
  attributes: { axis: int(-1) },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x], attributes: { axis } }) => [logSoftmaxOf(x, axis).map(Math.exp)],
  gradient: ({ attributes: { axis }, y, dy }) => {
    const along = axisOf(axis, y.shape.length)
    return [() => op.mul(y, op.sub(dy, op.reduceSum(op.mul(dy, y), [along])))]
  },
  examples: [example([floats(2, 3)]), example([floats(2, 3, 2)], { axis: 1 })],
})
