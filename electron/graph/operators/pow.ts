import * as op from '../builder.ts'
import { constantOf } from '../constant.ts'
import type { Value } from '../graph.ts'
import { between, example, floats, type Operator } from '../operator.ts'
import { float32, numbersOf } from '../tensor.ts'
import { binary } from './families/elementwise.ts'

const general = binary(
  'Pow',
  (a, b) => a ** b,
  ({ a, b, y, dy }) => [
    () => op.mul(dy, slope(a, b)),
    // d/db a^b = a^b log a, and 0 where a is not positive
    () => op.mul(dy, op.where(op.greater(a, 0), op.mul(y, op.log(op.where(op.greater(a, 0), a, 1))), 0)),
  ],
  [(...shape) => between(0.5, 2, ...shape), floats],
)

/** Exponents 2 and 3 are so common that they are not worth a power; 0 has slope 0 even at 0. */
function slope(a: Value, b: Value): Value {
  const constant = constantOf(b)
  const exponent = constant?.data.length === 1 ? numbersOf(constant)[0]! : undefined
  if (exponent === 0) return op.zeros(a)
  if (exponent === 1) return op.scalar(a, 1)
  if (exponent === 2) return op.mul(a, 2)
  if (exponent === 3) return op.mul(op.mul(a, a), 3)
  return op.mul(b, op.pow(a, op.sub(b, 1)))
}

export const pow: Operator = {
  ...general,
  examples: [
    ...general.examples,
    ...[0, 1, 2, 3, 4].map((exponent) => example([floats(2, 3), float32([exponent], [])])),
    example([between(0.5, 2, 3), float32([0.5, 2, -1.5])]),
  ],
}
