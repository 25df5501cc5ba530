import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const sin = unary('Sin', Math.sin, (x, _y, dy) => op.mul(dy, op.cos(x)))
