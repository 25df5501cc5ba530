import { numbersIn } from '../constant.ts'
import { example, floats, operator } from '../operator.ts'
import { broadcastShapes } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { zip } from './families/elementwise.ts'

/** The walker sums the gradient back. */
export const expand = operator({
  name: 'Expand',
  inputs: ['input', 'shape'],
  infer: ({ inputs: [x, shape] }) => [{ dtype: x.dtype, shape: broadcastShapes(x.shape, numbersIn(shape)) }],
  evaluate: ({ inputs: [x], outputs: [y] }) => [zip(y!, [x], ([v]) => v!)],
  gradient: ({ dy }) => [() => dy, null],
  examples: [
    example([floats(2, 1), int64([2, 3])]),
    example([floats(3), int64([2, 1, 1])]),
    example([floats(), int64([2, 2])]),
  ],
})
