import * as op from '../builder.ts'
import { example, floats, operator } from '../operator.ts'
import { range, sizeOf } from '../shapes.ts'
import { reduceGroups } from './families/reduction.ts'

export const globalAveragePool = operator({
  name: 'GlobalAveragePool',
  inputs: ['X'],
  infer: ({ inputs: [{ dtype, shape }] }) => [
    { dtype, shape: shape.map((extent, k) => (k < 2 ? extent : 1)) },
  ],
  evaluate: ({ inputs: [x] }) => [
    reduceGroups(x, range(x.shape.length).slice(2), (xs) => xs.reduce((sum, v) => sum + v, 0) / xs.length),
  ],
  gradient: ({ inputs: [x], dy }) => [() => op.mul(dy, 1 / sizeOf(x.shape.slice(2)))],
  examples: [example([floats(2, 2, 3, 2)]), example([floats(1, 2, 4)])],
})
