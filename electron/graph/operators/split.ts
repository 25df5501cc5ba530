import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import type { Value } from '../graph.ts'
import { example, floats, int, operator, optional } from '../operator.ts'
import { axisOf, invalid, range } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { move } from './families/movement.ts'

export const split = operator({
  name: 'Split',
  inputs: ['input', 'split?'],
  attributes: { axis: int(0), num_outputs: optional.int },
  differentiableOutputs: Number.POSITIVE_INFINITY,
  infer: ({ inputs: [x, list], attributes, outputCount }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    const extent = x.shape[axis]!
    const sizes = list ? numbersIn(list) : equalParts(extent, attributes.num_outputs ?? outputCount)
    if (sizes.reduce((sum, size) => sum + size, 0) !== extent)
      throw invalid(`parts of ${sizes.join(', ')} do not make up axis ${axis} of ${extent}`)
    return sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.with(axis, size) }))
  },
  evaluate: ({ inputs: [x], attributes, outputs }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    let start = 0
    return outputs.map(({ shape }) => {
      const from = start
      start += shape[axis]!
      return move(shape, x, (index) => index.with(axis, index[axis]! + from))
    })
  },
  gradient: ({ attributes: { axis }, outputs, dys }) => [
    () =>
      op.concat(
        outputs.map((part: Value, index) => dys[index] ?? op.zeros(part)),
        axis,
      ),
    null,
  ],
  examples: [
    example([floats(5, 2), int64([2, 3])], {}, 2),
    example([floats(2, 6), int64([1, 2, 3])], { axis: -1 }, 3),
    example([floats(2, 4)], { axis: 1, num_outputs: 2 }, 2),
    example([floats(5, 2)], { num_outputs: 2 }, 2),
  ],
})

/** Parts of equal size, but for the last one, which takes what is left. */
function equalParts(extent: number, count: number): number[] {
  const size = Math.ceil(extent / count)
  return range(count).map((index) => Math.min(size, extent - index * size))
}
