import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, operator } from '../operator.ts'
import { axesOf, range } from '../shapes.ts'
import { int64 } from '../tensor.ts'

export const unsqueeze = operator({
  name: 'Unsqueeze',
  inputs: ['data', 'axes'],
  infer: ({ inputs: [{ dtype, shape }, axes] }) => {
    const positions = numbersIn(axes)
    const rank = shape.length + positions.length
    const inserted = axesOf(positions, rank)
    const rest = [...shape]
    return [{ dtype, shape: range(rank).map((axis) => (inserted.includes(axis) ? 1 : rest.shift()!)) }]
  },
  evaluate: ({ inputs: [x] }) => [x.data],
  gradient: ({ inputs: [x], dy }) => [() => op.reshape(dy, x.shape), null],
  examples: [example([floats(2, 3), int64([0, -1])]), example([floats(3), int64([1])])],
})
