import * as op from '../builder.ts'
import { example, floats, int, operator, type Reference } from '../operator.ts'
import { axisOf } from '../shapes.ts'
import { zip } from './families/elementwise.ts'
import { reduceGroups } from './families/reduction.ts'

export const logSoftmax = operator({
  name: 'LogSoftmax',
  inputs: ['input'],
  attributes: { axis: int(-1) },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x], attributes: { axis } }) => [logSoftmaxOf(x, axis)],
  gradient: ({ attributes: { axis }, y, dy }) => {
    const along = axisOf(axis, y.shape.length)
    return [() => op.sub(dy, op.mul(op.exp(y), op.reduceSum(dy, [along])))]
  },
  examples: [example([floats(2, 3)]), example([floats(2, 3, 2)], { axis: 1 })],
})

export function logSoftmaxOf(x: Reference, axis: number): Float64Array {
  const along = axisOf(axis, x.shape.length)
  const totals = reduceGroups(x, [along], (xs) => {
    const top = Math.max(...xs)
    return top + Math.log(xs.reduce((sum, v) => sum + Math.exp(v - top), 0))
  })
  const shape = x.shape.map((extent, k) => (k === along ? 1 : extent))
  return zip(x, [x, { shape, data: totals }], ([v, total]) => v! - total!)
}
