import * as op from '../builder.ts'
import { between, example, int, operator } from '../operator.ts'
import { broadcastShapes } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { sameType, zip } from './families/elementwise.ts'

/** The remainder takes the sign of the divisor, or with `fmod` that of the dividend. */
export const mod = operator({
  name: 'Mod',
  inputs: ['A', 'B'],
  attributes: { fmod: int(0) },
  infer: ({ inputs }) => [
    { dtype: sameType(inputs), shape: broadcastShapes(inputs[0].shape, inputs[1].shape) },
  ],
  evaluate: ({ inputs, attributes: { fmod }, outputs: [y] }) => [
    zip(y!, inputs, ([a, b]) => (fmod ? a! % b! : ((a! % b!) + b!) % b!)),
  ],
  // Between its jumps the remainder is A less a whole multiple of B.
  gradient: ({ inputs: [a, b], y, dy }) => [() => dy, () => op.neg(op.mul(dy, op.div(op.sub(a, y), b)))],
  examples: [
    example([int64([-7, 7, 5]), int64([3, -3, 5])]),
    example([int64([-7, 7, 5]), int64([3, -3, 5])], { fmod: 1 }),
    example([between(2.1, 2.9, 2, 3), between(0.95, 1.02, 3)], { fmod: 1 }),
  ],
})
