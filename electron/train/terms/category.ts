import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { mean } from '../objectives/mean.ts'

/**
 * How little a frozen classifier takes pictures for a category: minus the logarithm of its probability, mean over pictures.
 *
 * @param scores   of the classifier before its softmax, [N, categories] or [N, categories, 1, 1]
 * @param category counted from 0
 */
export function categoryLoss(scores: Value, category: number): Value {
  const batch = scores.shape[0]!
  const flat = op.reshape(scores, [batch, sizeOf(scores.shape) / batch])
  const logarithms = op.logSoftmax(flat, 1)
  return op.neg(mean(op.slice(logarithms, [{ axis: 1, start: category, end: category + 1 }])))
}
