import { example, int, operator } from '../operator.ts'
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
  gradient: { refuses: 'a remainder jumps' },
  examples: [
    example([int64([-7, 7, 5]), int64([3, -3, 5])]),
    example([int64([-7, 7, 5]), int64([3, -3, 5])], { fmod: 1 }),
  ],
})
