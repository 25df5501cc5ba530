import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { mean } from '../objectives/mean.ts'
import type { Form } from './form.ts'
import type { LogisticOptions } from './nonSaturating.ts'

const distance = (scores: Value, label: number) => mean(op.square(op.sub(scores, label)))

/** LSGAN (Mao et al. 2017) with labels 1 and 0, as CycleGAN uses it. */
export const leastSquares = ({ realLabel = 1 }: LogisticOptions = {}): Form => ({
  asReal: (scores) => distance(scores, realLabel),
  asFake: (scores) => distance(scores, 0),
  fool: (scores) => distance(scores, 1),
  dodge: (scores) => distance(scores, 0),
})
