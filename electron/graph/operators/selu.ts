import * as op from '../builder.ts'
import { example, float, floats, operator } from '../operator.ts'

/** Scaled exponential linear units; the defaults keep mean 0 and variance 1 (Klambauer et al. 2017, eq. 2). */
export const selu = operator({
  name: 'Selu',
  inputs: ['X'],
  attributes: { alpha: float(1.6732631921768188), gamma: float(1.0507010221481323) },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x], attributes: { alpha, gamma } }) => [
    x.data.map((v) => gamma * (v > 0 ? v : alpha * Math.expm1(v))),
  ],
  gradient: ({ inputs: [x], attributes: { alpha, gamma }, y, dy }) => [
    () => op.where(op.greater(x, 0), op.mul(dy, gamma), op.mul(dy, op.add(y, alpha * gamma))),
  ],
  examples: [example([floats(3, 3)]), example([floats(2, 3)], { alpha: 0.5, gamma: 2 })],
})
