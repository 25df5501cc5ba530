import * as op from '../../graph/builder.ts'
import { mean } from '../objectives/mean.ts'
import type { Form } from './form.ts'

/**
 * Wasserstein distance (Arjovsky et al. 2017). The critic must be kept from growing without bound: by clamping its
 * weights (a player's `clamp`), or by a gradient penalty.
 */
export const wasserstein: Form = {
  asReal: (scores) => op.neg(mean(scores)),
  asFake: (scores) => mean(scores),
  fool: (scores) => op.neg(mean(scores)),
  dodge: (scores) => mean(scores),
}
