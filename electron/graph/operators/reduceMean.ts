import * as op from '../builder.ts'
import { reduction } from './families/reduction.ts'

export const reduceMean = reduction(
  'ReduceMean',
  (xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length,
  ({ dy, count }) => op.mul(dy, 1 / count),
)
