import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { range } from '../../graph/shapes.ts'
import { mean } from './mean.ts'

/**
 * Mean over examples of log(1 + e / floor), with e the mean squared difference of one example. Halving an error
 * counts the same however large it is, as it does in decibels; below `floor` it counts as it is.
 */
export function relativeError(a: Value, b: Value, floor: number): Value {
  const errors = op.reduceMean(op.square(op.sub(a, b)), range(a.shape.length).slice(1), false)
  return mean(op.log(op.add(op.div(errors, floor), 1)))
}
