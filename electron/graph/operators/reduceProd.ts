import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { range, sizeOf, tabulate } from '../shapes.ts'
import { reduction } from './families/reduction.ts'

/** The gradient of each factor is the product of the others, which stays right, twice over, where a factor is zero. */
export const reduceProd = reduction(
  'ReduceProd',
  (xs) => xs.reduce((product, x) => product * x, 1),
  // An axis of no elements has a product, one, and nothing to hand the gradient to.
  ({ x, dy, axes, count }) =>
    sizeOf(x.shape) === 0 ? op.zeros(x) : op.mul(dy, productOfOthers(x, axes, count)),
)

function productOfOthers(x: Value, axes: readonly number[], count: number): Value {
  const outer = range(x.shape.length).filter((axis) => !axes.includes(axis))
  const order = [...outer, ...axes]
  const grouped = op.transpose(x, order)
  const rows = op.reshape(grouped, [sizeOf(x.shape) / count, 1, count])
  const self = op.cast(
    op.constant(
      x,
      [count, count],
      tabulate([count, count], ([i, j]) => Number(i === j)),
    ),
    'bool',
  )
  const others = op.reduceProd(op.where(self, 1, rows), [2], false)
  return op.transpose(
    op.reshape(others, grouped.shape),
    order.map((_, axis) => order.indexOf(axis)),
  )
}
