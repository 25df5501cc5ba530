import * as op from '../../graph/builder.ts'
import { crossEntropy } from '../objectives/crossEntropy.ts'
import type { Form } from './form.ts'
import type { LogisticOptions } from './nonSaturating.ts'

/** Goodfellow et al. 2014 as written: the generator minimises log(1 - D(G(z))). */
export const minimax = ({ realLabel = 1 }: LogisticOptions = {}): Form => ({
  asReal: (scores) => crossEntropy(scores, realLabel),
  asFake: (scores) => crossEntropy(scores, 0),
  fool: (scores) => op.neg(crossEntropy(scores, 0)),
  dodge: (scores) => op.neg(crossEntropy(scores, 1)),
})
