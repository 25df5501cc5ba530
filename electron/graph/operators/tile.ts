import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, operator } from '../operator.ts'
import { invalid } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { move } from './families/movement.ts'

export const tile = operator({
  name: 'Tile',
  inputs: ['input', 'repeats'],
  infer: ({ inputs: [x, repeats] }) => {
    const times = numbersIn(repeats)
    if (times.length !== x.shape.length) throw invalid(`needs one repeat for each of ${x.shape.length} axes`)
    return [{ dtype: x.dtype, shape: x.shape.map((extent, axis) => extent * times[axis]!) }]
  },
  evaluate: ({ inputs: [x], outputs: [y] }) => [
    move(y!.shape, x, (index) => index.map((position, axis) => position % x.shape[axis]!)),
  ],
  gradient: ({ inputs: [x, repeats], dy }) => [
    () => {
      const times = numbersIn(repeats)
      const copies = op.reshape(
        dy,
        x.shape.flatMap((extent, axis) => [times[axis]!, extent]),
      )
      return op.reduceSum(
        copies,
        x.shape.map((_, axis) => 2 * axis),
        false,
      )
    },
    null,
  ],
  examples: [example([floats(2, 3), int64([2, 3])]), example([floats(2, 1, 2), int64([1, 3, 1])])],
})
