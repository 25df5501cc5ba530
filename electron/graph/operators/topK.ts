import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, int, operator } from '../operator.ts'
import { axisOf, forEachIndex, invalid, offsetOf, range, sizeOf, stridesOf } from '../shapes.ts'
import { int64 } from '../tensor.ts'

/** The `K` largest or smallest along an axis, in order, and where they stood; the first of equals comes first. */
export const topK = operator({
  name: 'TopK',
  inputs: ['X', 'K'],
  attributes: { axis: int(-1), largest: int(1), sorted: int(1) },
  infer: ({ inputs: [x, count], attributes }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    const [k] = numbersIn(count) as [number]
    if (k > x.shape[axis]!) throw invalid(`takes ${k} of ${x.shape[axis]} elements`)
    const shape = x.shape.with(axis, k)
    return [
      { dtype: x.dtype, shape },
      { dtype: 'int64', shape },
    ]
  },
  evaluate: ({ inputs: [x], attributes, outputs: [y] }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    const [from, into] = [stridesOf(x.shape), stridesOf(y!.shape)]
    const values = new Float64Array(sizeOf(y!.shape))
    const indices = new Float64Array(values.length)
    const sign = attributes.largest ? -1 : 1
    forEachIndex(x.shape.with(axis, 1), (index) => {
      const at = (k: number) => x.data[offsetOf(from, index.with(axis, k))]!
      const order = range(x.shape[axis]!).sort((a, b) => sign * (at(a) - at(b)) || a - b)
      order.slice(0, y!.shape[axis]).forEach((source, k) => {
        const target = offsetOf(into, index.with(axis, k))
        values[target] = at(source)
        indices[target] = source
      })
    })
    return [values, indices]
  },
  gradient: ({ inputs: [x], attributes: { axis }, outputs: [, indices], dy }) => [
    () => op.scatterAdd(op.zeros(x), indices!, dy, axisOf(axis, x.shape.length)),
    null,
  ],
  examples: [
    example([floats(2, 5), int64([2])], {}, 2),
    example([floats(4, 3), int64([3])], { axis: 0, largest: 0 }, 2),
  ],
})
