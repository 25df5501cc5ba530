import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

/** `x tanh(softplus(x))` (Misra 2019). */
export const mish = unary(
  'Mish',
  (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
  (x, _y, dy) => {
    const t = op.tanh(op.softplus(x))
    return op.mul(dy, op.add(t, op.mul(op.mul(x, op.sub(1, op.square(t))), op.sigmoid(x))))
  },
)
