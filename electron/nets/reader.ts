import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { heUniform } from './initialisers.ts'
import { linear } from './layers.ts'
import type { Net } from './net.ts'
import type { Network } from './weights.ts'

const he = { initial: heUniform }

/**
 * A classifier through few numbers: `input` [N, 3, size, size] -> what it knows of a picture, its code [N, code] in (-1, 1). It
 * hands out the `scores` of the classes [N, classes], which are read off the code.
 */
export const pictureReader =
  (features: Network, { code, classes }: { code: number; classes: number }): Net =>
  ({ input }, weights) => {
    const value = op.tanh(linear(features(input!, weights), weights.within('code'), code, he))
    return { value, heads: { scores: linear(value, weights.within('classes'), classes, he) } }
  }

/**
 * A critic that tells classes from each other and from what was made (Salimans et al. 2016, section 5): its value is how real
 * `input` looks [N, 1], the logarithm of the sum of exp(scores), the score of what was made being 0. It hands out the `scores`
 * [N, classes] and the `features` that they are read off.
 */
export const classCritic =
  (read: Net): Net =>
  (inputs, weights) => {
    const { value: scores, heads } = read(inputs, weights)
    return { value: logSumExp(scores), heads: { ...heads, scores } }
  }

/** [N, classes] -> [N, 1] */
function logSumExp(scores: Value): Value {
  const first = (x: Value) => op.slice(x, [{ axis: 1, start: 0, end: 1 }])
  return op.sub(first(scores), first(op.logSoftmax(scores, 1)))
}
