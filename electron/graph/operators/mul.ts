import * as op from '../builder.ts'
import { binary } from './families/elementwise.ts'

export const mul = binary(
  'Mul',
  (a, b) => a * b,
  ({ a, b, dy }) => [() => op.mul(dy, b), () => op.mul(dy, a)],
)
