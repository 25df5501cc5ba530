import * as op from '../builder.ts'
import { constantOf } from '../constant.ts'
import type { Value } from '../graph.ts'
import { between, example, floats, operator } from '../operator.ts'
import { broadcastShapes } from '../shapes.ts'
import { float32, int64, isFloat, numbersOf } from '../tensor.ts'
import { zip } from './families/elementwise.ts'

const positive = (...shape: number[]) => between(0.5, 2, ...shape)

/** The result has the base's element type; the exponent may have another one. */
export const pow = operator({
  name: 'Pow',
  inputs: ['X', 'Y'],
  infer: ({ inputs: [x, y] }) => [{ dtype: x.dtype, shape: broadcastShapes(x.shape, y.shape) }],
  evaluate: ({ inputs, outputs: [z] }) => [zip(z!, inputs, ([x, y]) => x! ** y!)],
  gradient: ({ inputs: [x, exponent], y: z, dy }) => {
    const power = op.cast(exponent, x.dtype)
    // d/dy x^y = x^y log x, and 0 where x is not positive.
    const logarithm = () => op.log(op.where(op.greater(x, 0), x, 1))
    return [
      () => op.mul(dy, slope(x, power)),
      isFloat(exponent.dtype)
        ? () => op.cast(op.mul(dy, op.where(op.greater(x, 0), op.mul(z, logarithm()), 0)), exponent.dtype)
        : null,
    ]
  },
  examples: [
    example([positive(2, 3), floats(2, 3)]),
    example([positive(2, 1, 3), floats(4, 1)]),
    example([positive(3), floats()]),
    example([positive(), floats(2, 2)]),
    ...[0, 1, 2, 3, 4].map((exponent) => example([floats(2, 3), float32([exponent], [])])),
    example([positive(3), float32([0.5, 2, -1.5])]),
    example([floats(3), int64([3, 0, 2])]),
  ],
})

/** d/dx x^y. Exponents 2 and 3 are so common that they are not worth a power; 0 has slope 0 even at 0. */
function slope(x: Value, y: Value): Value {
  const constant = constantOf(y)
  if (!constant) return op.mul(y, op.pow(x, op.sub(y, 1)))
  const exponents = numbersOf(constant)
  if (exponents.length > 1) {
    const lower = exponents.map((exponent) => (exponent === 0 ? 0 : exponent - 1))
    return op.mul(y, op.pow(x, op.constant(x, y.shape, lower)))
  }
  const [exponent] = exponents
  if (exponent === 0) return op.zeros(x)
  if (exponent === 1) return op.scalar(x, 1)
  if (exponent === 2) return op.mul(x, 2)
  if (exponent === 3) return op.mul(op.mul(x, x), 3)
  return op.mul(y, op.pow(x, op.sub(y, 1)))
}
