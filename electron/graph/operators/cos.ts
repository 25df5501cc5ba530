import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const cos = unary('Cos', Math.cos, (x, _y, dy) => op.neg(op.mul(dy, op.sin(x))))
