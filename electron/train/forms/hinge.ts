import * as op from '../../graph/builder.ts'
import { mean } from '../objectives/mean.ts'
import type { Form } from './form.ts'

/** Hinge losses (Lim and Ye 2017; Miyato et al. 2018). */
export const hinge: Form = {
  asReal: (scores) => mean(op.relu(op.sub(1, scores))),
  asFake: (scores) => mean(op.relu(op.add(scores, 1))),
  fool: (scores) => op.neg(mean(scores)),
  dodge: (scores) => mean(scores),
}
