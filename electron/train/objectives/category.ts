import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'

/** Mean cross entropy of scores [N, classes] against labels of ones and zeros, [N, classes]. */
export const categoryEntropy = (scores: Value, label: Value): Value =>
  op.neg(op.reduceMean(op.reduceSum(op.mul(op.logSoftmax(scores, 1), label), [1], false), undefined, false))
