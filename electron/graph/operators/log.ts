import * as op from '../builder.ts'
import { between } from '../operator.ts'
import { unary } from './families/elementwise.ts'

export const log = unary('Log', Math.log, (x, _y, dy) => op.div(dy, x), between(0.3, 2, 2, 3))
