import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'

/** Scales gradients together so that the norm of all of them is at most `limit`. */
export function clipGradients(gradients: readonly Value[], limit: number): Value[] {
  const square = gradients.map((g) => op.reduceSum(op.square(g), undefined, false)).reduce(op.add)
  const factor = op.min(op.div(op.scalar(square, limit), op.add(op.sqrt(square), 1e-6)), 1)
  return gradients.map((g) => op.mul(g, factor))
}
