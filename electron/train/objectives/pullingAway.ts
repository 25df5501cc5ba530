import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'

/**
 * EBGAN's pulling-away term (Zhao et al. 2017, equation 4): the mean over pairs of a batch of the squared cosine of their
 * codes, [N, n]. It is 0 where all are at right angles, 1 where all are one.
 */
export function pullingAway(codes: Value): Value {
  const [count] = codes.shape as [number, number]
  const lengths = op.sqrt(op.add(op.reduceSum(op.square(codes), [1], true), 1e-12))
  const unit = op.div(codes, lengths)
  const squares = op.square(op.matMul(unit, op.transposeLast(unit)))
  // Each is at no angle to itself, which counts for nothing.
  const all = op.sub(op.reduceSum(squares, undefined, false), count)
  return op.div(all, count * (count - 1))
}
