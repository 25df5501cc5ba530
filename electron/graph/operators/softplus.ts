import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const softplus = unary(
  'Softplus',
  (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  (x, _y, dy) => op.mul(dy, op.sigmoid(x)),
)
