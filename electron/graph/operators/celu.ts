import * as op from '../builder.ts'
import { example, float, floats, operator } from '../operator.ts'

/** `x` above zero, `alpha (exp(x / alpha) - 1)` below: once differentiable for every alpha (Barron 2017). */
export const celu = operator({
  name: 'Celu',
  inputs: ['X'],
  attributes: { alpha: float(1) },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x], attributes: { alpha } }) => [
    x.data.map((v) => (v > 0 ? v : alpha * Math.expm1(v / alpha))),
  ],
  gradient: ({ inputs: [x], attributes: { alpha }, y, dy }) => [
    () => op.where(op.greater(x, 0), dy, op.mul(dy, op.add(op.mul(y, 1 / alpha), 1))),
  ],
  examples: [example([floats(3, 3)]), example([floats(2, 3)], { alpha: 0.5 })],
})
