import * as op from '../builder.ts'
import { between, example, operator } from '../operator.ts'

/** `x max(0, min(1, x / 6 + 1/2))` (Howard et al. 2019, "Searching for MobileNetV3"). */
export const hardSwish = operator({
  name: 'HardSwish',
  inputs: ['X'],
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x] }) => [x.data.map((v) => v * Math.max(0, Math.min(1, v / 6 + 0.5)))],
  gradient: ({ inputs: [x], dy }) => [
    () => {
      const slope = op.add(op.mul(x, 1 / 3), 0.5)
      const risen = op.where(op.greater(x, 3), 1, slope)
      return op.mul(dy, op.where(op.less(x, -3), 0, risen))
    },
  ],
  examples: [example([between(-5, 5, 4, 3)])],
})
