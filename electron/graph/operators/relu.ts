import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const relu = unary(
  'Relu',
  (x) => Math.max(x, 0),
  (x, _y, dy) => op.where(op.greater(x, 0), dy, 0),
)
