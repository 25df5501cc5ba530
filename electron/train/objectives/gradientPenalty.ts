import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import type { Value } from '../../graph/graph.ts'
import { range } from '../../graph/shapes.ts'
import { mean } from './mean.ts'

/**
 * WGAN-GP (Gulrajani et al. 2017): the squared distance from 1 of the norm of the critic's gradient, at points
 * drawn evenly between real and generated ones. Weigh it by 10 for pictures, 0.1 for points in the plane.
 *
 * @param critic   scores of a batch; without batch normalisation, which would mix the points
 * @param mixing   uniform in [0, 1), one number for each example: [N, 1, …]
 */
export function gradientPenalty(
  critic: (points: Value) => Value,
  real: Value,
  fake: Value,
  mixing: Value,
): Value {
  const points = op.add(real, op.mul(mixing, op.sub(fake, real)))
  const norm = op.sqrt(op.add(squaredNorms(critic, points), 1e-12))
  return mean(op.square(op.sub(norm, 1)))
}

/** R1 (Mescheder et al. 2018): half the mean squared norm of the critic's gradient at real points. Weigh by gamma. */
export const r1 = (critic: (points: Value) => Value, real: Value): Value =>
  op.mul(mean(squaredNorms(critic, real)), 0.5)

/** Squared norm of the gradient of the critic's score at each point: [N]. */
function squaredNorms(critic: (points: Value) => Value, points: Value): Value {
  const score = op.reduceSum(critic(points), undefined, false)
  const [gradient] = gradients(score, [points])
  return op.reduceSum(op.square(gradient!), range(points.shape.length).slice(1), false)
}
