import * as op from '../builder.ts'
import { example, float, floats, operator } from '../operator.ts'

export const leakyRelu = operator({
  name: 'LeakyRelu',
  inputs: ['X'],
  attributes: { alpha: float(0.01) },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x], attributes: { alpha } }) => [x.data.map((v) => (v < 0 ? alpha * v : v))],
  gradient: ({ inputs: [x], attributes: { alpha }, dy }) => [
    () => op.where(op.less(x, 0), op.mul(dy, alpha), dy),
  ],
  examples: [example([floats(2, 3)]), example([floats(2, 3)], { alpha: 0.2 })],
})
