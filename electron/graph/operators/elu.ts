import * as op from '../builder.ts'
import { example, float, floats, operator } from '../operator.ts'

export const elu = operator({
  name: 'Elu',
  inputs: ['X'],
  attributes: { alpha: float(1) },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x], attributes: { alpha } }) => [
    x.data.map((v) => (v < 0 ? alpha * Math.expm1(v) : v)),
  ],
  gradient: ({ inputs: [x], attributes: { alpha }, y, dy }) => [
    () => op.where(op.less(x, 0), op.mul(dy, op.add(y, alpha)), dy),
  ],
  examples: [example([floats(2, 3)]), example([floats(2, 3)], { alpha: 0.5 })],
})
