import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const neg = unary(
  'Neg',
  (x) => -x,
  (_x, _y, dy) => op.neg(dy),
)
