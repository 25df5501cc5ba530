import * as op from '../builder.ts'
import { binary } from './families/elementwise.ts'

export const sub = binary(
  'Sub',
  (a, b) => a - b,
  ({ dy }) => [() => dy, () => op.neg(dy)],
)
