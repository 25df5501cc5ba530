import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, operator } from '../operator.ts'
import { axesOf, invalid, showShape } from '../shapes.ts'
import { int64 } from '../tensor.ts'

export const squeeze = operator({
  name: 'Squeeze',
  inputs: ['data', 'axes?'],
  infer: ({ inputs: [{ dtype, shape }, axes] }) => {
    const dropped = axes && axesOf(numbersIn(axes), shape.length)
    const wrong = dropped?.find((axis) => shape[axis] !== 1)
    if (wrong !== undefined) throw invalid(`axis ${wrong} of ${showShape(shape)} is not 1`)
    return [
      { dtype, shape: shape.filter((extent, axis) => (dropped ? !dropped.includes(axis) : extent !== 1)) },
    ]
  },
  evaluate: ({ inputs: [x] }) => [x.data],
  gradient: ({ inputs: [x], dy }) => [() => op.reshape(dy, x.shape), null],
  examples: [example([floats(1, 3, 1)]), example([floats(1, 3, 1), int64([-1])])],
})
