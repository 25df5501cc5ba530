import * as op from '../builder.ts'
import { example, floats, operator } from '../operator.ts'
import { broadcastShapes } from '../shapes.ts'
import { bools } from '../tensor.ts'
import { sameType, zip } from './families/elementwise.ts'

export const where = operator({
  name: 'Where',
  inputs: ['condition', 'X', 'Y'],
  infer: ({ inputs: [condition, x, y] }) => [
    { dtype: sameType([x, y]), shape: broadcastShapes(condition.shape, x.shape, y.shape) },
  ],
  evaluate: ({ inputs, outputs: [result] }) => [zip(result!, inputs, ([c, x, y]) => (c ? x! : y!))],
  gradient: ({ inputs: [condition], dy }) => [
    null,
    () => op.where(condition, dy, 0),
    () => op.where(condition, 0, dy),
  ],
  examples: [
    example([bools([0, 1, 1]), floats(2, 3), floats(3)]),
    example([bools([1, 0], [2, 1]), floats(3), floats()]),
  ],
})
