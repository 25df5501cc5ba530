import * as op from '../builder.ts'
import { example, floats, operator } from '../operator.ts'
import { range } from '../shapes.ts'
import { reduceGroups } from './families/reduction.ts'

/** Elements that tie share the gradient. */
export const globalMaxPool = operator({
  name: 'GlobalMaxPool',
  inputs: ['X'],
  infer: ({ inputs: [{ dtype, shape }] }) => [
    { dtype, shape: shape.map((extent, k) => (k < 2 ? extent : 1)) },
  ],
  evaluate: ({ inputs: [x] }) => [reduceGroups(x, range(x.shape.length).slice(2), (xs) => Math.max(...xs))],
  gradient: ({ inputs: [x], y, dy }) => [
    () => {
      const chosen = op.cast(op.equal(x, y), x.dtype)
      return op.mul(chosen, op.div(dy, op.reduceSum(chosen, range(x.shape.length).slice(2))))
    },
  ],
  examples: [example([floats(2, 2, 3, 2)]), example([floats(1, 2, 4)])],
})
