import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { mean } from '../objectives/mean.ts'

/** Keeps the norm of features that are all zero from being divided by. */
const EPSILON = 1e-10

/** Features of one layer [N, C, H, W], those of every position of length 1. */
export const unitNormalised = (features: Value): Value =>
  op.div(features, op.sqrt(op.add(op.reduceSum(op.square(features), [1]), EPSILON)))

/**
 * How far apart two batches of pictures look to a network (Zhang et al. 2018, without learned weights of channels): the
 * features of every position, of length 1, their squared distance averaged over positions, and the layers by weight.
 *
 * @param made    features by layer, [N, C, H, W] each
 * @param wanted  the same of the other pictures
 * @param weights of the layers
 */
export function perceptualDistance(
  made: readonly Value[],
  wanted: readonly Value[],
  weights: readonly number[],
): Value {
  const distances = made.map((features, k) => {
    const difference = op.sub(unitNormalised(features), unitNormalised(wanted[k]!))
    return op.mul(mean(op.reduceSum(op.square(difference), [1])), weights[k]!)
  })
  return distances.reduce(op.add)
}
