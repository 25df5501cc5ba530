import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, int, operator } from '../operator.ts'
import { axisOf, offsetOf, stridesOf, tabulate } from '../shapes.ts'
import { int64 } from '../tensor.ts'

export const cumSum = operator({
  name: 'CumSum',
  inputs: ['x', 'axis'],
  attributes: { exclusive: int(0), reverse: int(0) },
  infer: ({ inputs: [x, axis] }) => {
    axisOf(numbersIn(axis)[0]!, x.shape.length)
    return [x]
  },
  evaluate: ({ inputs: [x, along], attributes: { exclusive, reverse } }) => {
    const axis = axisOf(along.data[0]!, x.shape.length)
    const strides = stridesOf(x.shape)
    return [
      tabulate(x.shape, (index) => {
        const here = index[axis]!
        const start = offsetOf(strides, index.with(axis, 0))
        let sum = 0
        for (let k = 0; k < x.shape[axis]!; k++) {
          const counts = k === here ? !exclusive : reverse ? k > here : k < here
          if (counts) sum += x.data[start + k * strides[axis]!]!
        }
        return sum
      }),
    ]
  },
  gradient: ({ inputs: [, axis], attributes: { exclusive, reverse }, dy }) => [
    () => op.apply('CumSum', [dy, axis], { exclusive, reverse: 1 - reverse }),
    null,
  ],
  examples: [
    example([floats(2, 3), int64([1], [])]),
    example([floats(3, 2), int64([0], [])], { exclusive: 1 }),
    example([floats(3, 2), int64([-2], [])], { reverse: 1 }),
    example([floats(4), int64([0], [])], { exclusive: 1, reverse: 1 }),
  ],
})
