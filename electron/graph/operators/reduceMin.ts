import * as op from '../builder.ts'
import { reduction } from './families/reduction.ts'

/** Elements that tie share the gradient. */
export const reduceMin = reduction(
  'ReduceMin',
  (xs) => Math.min(...xs),
  ({ x, y, dy, axes }) => {
    const chosen = op.cast(op.equal(x, y), x.dtype)
    return op.mul(chosen, op.div(dy, op.reduceSum(chosen, axes)))
  },
)
