import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'

export interface TransformMoments {
  /** Mean of f f' of each example, [N, F, F]. */
  features: Value
  /** Mean of t f', [N, 3, F]. */
  cross: Value
  /** Mean of t't, [N]. */
  power: Value
}

/**
 * The mean squared error of each example, [N]: E |P f - t|² = tr(P E[f f'] P') - 2 tr(P E[t f']') + E[t't], P being
 * [N, 3, F].
 */
export function transformError(transform: Value, { features, cross, power }: TransformMoments): Value {
  const spread = op.mul(op.matMul(transform, features), transform)
  const agreed = op.mul(transform, cross)
  return op.add(op.reduceSum(op.sub(spread, op.mul(agreed, 2)), [1, 2], false), power)
}

/**
 * A transform's numbers, [N, 18], as one matrix over its ten features, [N, 3, 10]: three rows of four, and gains that
 * grow along x and along y, each of its own channel.
 */
export function transformMatrix(numbers: Value): Value {
  const [count = 1] = numbers.shape
  const [rows, tiltX, tiltY] = op.split(numbers, [12, 3, 3], 1)
  const unit = op.constant(numbers, [1, 3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1])
  const diagonal = (gains: Value) => op.mul(op.reshape(gains, [count, 3, 1]), unit)
  return op.concat([op.reshape(rows!, [count, 3, 4]), diagonal(tiltX!), diagonal(tiltY!)], 2)
}
