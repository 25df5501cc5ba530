import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

export const tanh = unary('Tanh', Math.tanh, (_x, y, dy) => op.mul(dy, op.sub(1, op.mul(y, y))))
