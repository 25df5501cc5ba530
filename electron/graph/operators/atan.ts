import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const atan = unary('Atan', Math.atan, (x, _y, dy) => op.div(dy, op.add(op.mul(x, x), 1)))
