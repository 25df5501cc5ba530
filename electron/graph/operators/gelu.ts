import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { example, floats, operator, string } from '../operator.ts'
import { erfOf } from './erf.ts'

const cubic = 0.044715
const inner = (x: number) => Math.sqrt(2 / Math.PI) * (x + cubic * x ** 3)

/** Φ(x) + x φ(x), with the normal distribution's Φ and φ. */
function exactSlope(x: Value): Value {
  const cumulative = op.mul(op.add(op.erf(op.mul(x, Math.SQRT1_2)), 1), 0.5)
  const density = op.mul(op.exp(op.mul(op.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI))
  return op.add(cumulative, op.mul(x, density))
}

/** The slope of ½ x (1 + tanh u), with u the cubic that stands in for erf. */
function tanhSlope(x: Value): Value {
  const scale = Math.sqrt(2 / Math.PI)
  const squared = op.square(x)
  const t = op.tanh(op.mul(x, op.add(op.mul(squared, scale * cubic), scale)))
  const du = op.add(op.mul(squared, 3 * scale * cubic), scale)
  const tail = op.mul(op.mul(x, du), op.sub(1, op.square(t)))
  return op.mul(op.add(op.add(t, 1), tail), 0.5)
}

export const gelu = operator({
  name: 'Gelu',
  inputs: ['X'],
  attributes: { approximate: string('none') },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x], attributes: { approximate } }) => [
    x.data.map(
      (v) => 0.5 * v * (1 + (approximate === 'tanh' ? Math.tanh(inner(v)) : erfOf(v * Math.SQRT1_2))),
    ),
  ],
  gradient: ({ inputs: [x], attributes: { approximate }, dy }) => [
    () => op.mul(dy, approximate === 'tanh' ? tanhSlope(x) : exactSlope(x)),
  ],
  examples: [example([floats(2, 3)]), example([floats(2, 3)], { approximate: 'tanh' })],
})
