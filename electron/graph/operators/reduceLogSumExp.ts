import * as op from '../builder.ts'
import { reduction } from './families/reduction.ts'

export const reduceLogSumExp = reduction(
  'ReduceLogSumExp',
  (xs) => {
    const top = Math.max(...xs)
    return top + Math.log(xs.reduce((sum, x) => sum + Math.exp(x - top), 0))
  },
  ({ x, y, dy }) => op.mul(dy, op.exp(op.sub(x, y))),
)
