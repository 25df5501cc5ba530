import * as op from '../builder.ts'
import { reduction } from './families/reduction.ts'

/** The gradient at the origin, where there is none, is zero. */
export const reduceL2 = reduction(
  'ReduceL2',
  (xs) => Math.sqrt(xs.reduce((sum, x) => sum + x * x, 0)),
  ({ x, y, dy }) => {
    const origin = op.equal(y, 0)
    return op.where(origin, 0, op.mul(x, op.div(dy, op.where(origin, 1, y))))
  },
)
