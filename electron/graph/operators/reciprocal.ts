import * as op from '../builder.ts'
import { between } from '../operator.ts'
import { unary } from './families/elementwise.ts'

export const reciprocal = unary(
  'Reciprocal',
  (x) => 1 / x,
  (_x, y, dy) => op.neg(op.mul(dy, op.mul(y, y))),
  between(0.3, 2, 2, 3),
)
