import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { mean } from './mean.ts'

/** Mean cross entropy of scores (logits) against the probability `label`: softplus(s) - label s. */
export const crossEntropy = (scores: Value, label: number): Value =>
  mean(label === 0 ? op.softplus(scores) : op.sub(op.softplus(scores), op.mul(scores, label)))
