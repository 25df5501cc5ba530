import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { example, floats, int, operator } from '../operator.ts'
import { axisOf, sizeOf } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { move } from './families/movement.ts'

export const gather = operator({
  name: 'Gather',
  inputs: ['data', 'indices'],
  attributes: { axis: int(0) },
  infer: ({ inputs: [x, indices], attributes }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    return [
      { dtype: x.dtype, shape: [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)] },
    ]
  },
  evaluate: ({ inputs: [x, indices], attributes, outputs: [y] }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    const extent = x.shape[axis]!
    const after = axis + indices.shape.length
    const chosen = (index: readonly number[]) => {
      const flat = indices.shape.reduce((sum, size, k) => sum * size + index[axis + k]!, 0)
      return indices.data[flat]!
    }
    return [
      move(y!.shape, x, (index) => [
        ...index.slice(0, axis),
        (chosen(index) + extent) % extent,
        ...index.slice(after),
      ]),
    ]
  },
  gradient: ({ inputs: [x, indices], attributes, dy }) => [
    () => scatterRows(x, indices, dy, axisOf(attributes.axis, x.shape.length)),
    null,
  ],
  examples: [
    example([floats(4, 3), int64([2, 0, 2])]),
    example([floats(2, 4), int64([1, 3, 3, -1], [2, 2])], { axis: 1 }),
    example([floats(3, 2), int64([1], [])], { axis: -1 }),
  ],
})

/** Adds every gathered row back where it came from. */
export function scatterRows(x: Value, indices: Value, dy: Value, axis: number): Value {
  const count = sizeOf(indices.shape)
  const [before, after] = [sizeOf(x.shape.slice(0, axis)), sizeOf(x.shape.slice(axis + 1))]
  const rows = op.reshape(dy, [before, count, after])
  const rowIndices = op.expand(op.reshape(indices, [1, count, 1]), [before, count, after])
  return op.reshape(op.scatterAdd(op.zeros(x, [before, x.shape[axis]!, after]), rowIndices, rows, 1), x.shape)
}
