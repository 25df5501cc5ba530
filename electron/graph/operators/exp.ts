import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const exp = unary('Exp', Math.exp, (_x, y, dy) => op.mul(dy, y))
