import * as op from '../builder.ts'
import { reduction } from './families/reduction.ts'

export const reduceSumSquare = reduction(
  'ReduceSumSquare',
  (xs) => xs.reduce((sum, x) => sum + x * x, 0),
  ({ x, dy }) => op.mul(op.mul(dy, 2), x),
)
