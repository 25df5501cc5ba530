import * as op from '../builder.ts'
import { between, floats, type Operator } from '../operator.ts'
import { isFloat } from '../tensor.ts'
import { binary } from './families/elementwise.ts'

const quotient = binary(
  'Div',
  (a, b) => a / b,
  ({ b, y, dy }) => [() => op.div(dy, b), () => op.neg(op.div(op.mul(dy, y), b))],
  [floats, (...shape) => between(0.5, 2, ...shape)],
)

/** Division of integers drops the fraction, as shape arithmetic expects. */
export const div: Operator = {
  ...quotient,
  evaluate(call) {
    const exact = quotient.evaluate(call)
    return isFloat(call.outputs[0]!.dtype) ? exact : exact.map((numbers) => numbers.map(Math.trunc))
  },
}
