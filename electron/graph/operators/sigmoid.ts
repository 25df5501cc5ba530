import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const sigmoid = unary(
  'Sigmoid',
  (x) => 1 / (1 + Math.exp(-x)),
  (_x, y, dy) => op.mul(dy, op.mul(y, op.sub(1, y))),
)
