import * as op from '../builder.ts'
import { between, example, float, operator } from '../operator.ts'

export const hardSigmoid = operator({
  name: 'HardSigmoid',
  inputs: ['X'],
  attributes: { alpha: float(0.2), beta: float(0.5) },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x], attributes: { alpha, beta } }) => [
    x.data.map((v) => Math.max(0, Math.min(1, alpha * v + beta))),
  ],
  // Where it is clipped, y is exactly 0 or 1, and so equal to its sign.
  gradient: ({ attributes: { alpha }, y, dy }) => [
    () => op.where(op.equal(y, op.sign(y)), 0, op.mul(dy, alpha)),
  ],
  examples: [example([between(-4, 4, 3, 3)]), example([between(-2, 2, 3, 3)], { alpha: 0.5, beta: 0.3 })],
})
