import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { example, floats, int, operator } from '../operator.ts'
import { invalid, type Shape, sizeOf } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { rowsOf } from './families/indexing.ts'
import { move } from './families/movement.ts'
import { scatterRows } from './gather.ts'

/** The last axis of `indices` holds positions along the axes of `data` that follow the batch's. */
export const gatherND = operator({
  name: 'GatherND',
  inputs: ['data', 'indices'],
  attributes: { batch_dims: int(0) },
  infer: ({ inputs: [x, indices], attributes: { batch_dims } }) => {
    const depth = batch_dims + indices.shape.at(-1)!
    if (depth > x.shape.length) throw invalid(`indexes ${depth} axes of ${x.shape.length}`)
    return [{ dtype: x.dtype, shape: [...indices.shape.slice(0, -1), ...x.shape.slice(depth)] }]
  },
  evaluate: ({ inputs: [x, indices], attributes: { batch_dims }, outputs: [y] }) => {
    const count = indices.shape.at(-1)!
    const lead = indices.shape.length - 1
    return [
      move(y!.shape, x, (index) => {
        const flat = indices.shape.slice(0, -1).reduce((sum, extent, k) => sum * extent + index[k]!, 0)
        const place = [...indices.data.subarray(flat * count, (flat + 1) * count)].map((at, k) => {
          const extent = x.shape[batch_dims + k]!
          return (at + extent) % extent
        })
        return [...index.slice(0, batch_dims), ...place, ...index.slice(lead)]
      }),
    ]
  },
  gradient: ({ inputs: [x, indices], attributes: { batch_dims }, dy }) => [
    () => gradientOf(x, indices, batch_dims, dy),
    null,
  ],
  examples: [
    example([floats(2, 3), int64([0, 2, 1, -1], [2, 2])]),
    example([floats(2, 3, 2), int64([1, 0, 1], [3, 1])]),
    example([floats(2, 3, 2), int64([1, 0, -1, 2], [2, 2, 1])], { batch_dims: 1 }),
  ],
})

function gradientOf(x: Value, indices: Value, batchAxes: number, dy: Value): Value {
  const depth = batchAxes + indices.shape.at(-1)!
  const flat: Shape = [sizeOf(x.shape.slice(0, depth)), sizeOf(x.shape.slice(depth))]
  const rows = rowsOf(indices, x.shape, batchAxes)
  const table = op.zeros(x, flat)
  return op.reshape(scatterRows(table, rows, op.reshape(dy, [sizeOf(rows.shape), flat[1]!]), 0), x.shape)
}
