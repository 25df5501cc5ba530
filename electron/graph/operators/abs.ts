import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const abs = unary('Abs', Math.abs, (x, _y, dy) => op.mul(dy, op.sign(x)))
