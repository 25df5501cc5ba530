import * as op from '../builder.ts'
import { between } from '../operator.ts'
import { unary } from './families/elementwise.ts'

export const sqrt = unary('Sqrt', Math.sqrt, (_x, y, dy) => op.div(op.mul(dy, 0.5), y), between(0.3, 2, 2, 3))
