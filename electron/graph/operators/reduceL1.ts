import * as op from '../builder.ts'
import { reduction } from './families/reduction.ts'

export const reduceL1 = reduction(
  'ReduceL1',
  (xs) => xs.reduce((sum, x) => sum + Math.abs(x), 0),
  ({ x, dy }) => op.mul(dy, op.sign(x)),
)
