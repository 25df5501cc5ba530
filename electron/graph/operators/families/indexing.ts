import * as op from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { range, type Shape, sizeOf, stridesOf, tabulate } from '../../shapes.ts'
import { int64 } from '../../tensor.ts'

/**
 * Positions along several axes as numbers of rows of a tensor whose indexed axes, and those of the batch before them, are
 * one.
 *
 * @param indices [batch…, …, K], counted from the back where negative
 * @param shape   of what is indexed: [batch…, K axes, …]
 * @returns int64 [count]
 */
export function rowsOf(indices: Value, shape: Shape, batchAxes: number): Value {
  const count = indices.shape.at(-1)!
  const extents = shape.slice(batchAxes, batchAxes + count)
  const constant = (numbers: ArrayLike<number>, extent: Shape) =>
    indices.graph.constant(int64(Array.from(numbers), extent))
  const positive = op.where(op.less(indices, 0), op.add(indices, constant(extents, [count])), indices)
  const within = op.reduceSum(op.mul(positive, constant(stridesOf(extents), [count])), [-1], false)
  const batch = indices.shape.slice(0, batchAxes)
  const number = tabulate(batch, (index) =>
    range(batchAxes).reduce((sum, k) => sum * batch[k]! + index[k]!, 0),
  )
  const offsets = constant(
    number.map((at) => at * sizeOf(extents)),
    [...batch, ...within.shape.slice(batchAxes).map(() => 1)],
  )
  return op.reshape(batchAxes > 0 ? op.add(within, offsets) : within, [sizeOf(within.shape)])
}
