import * as op from '../../graph/builder.ts'
import type { AdversarialObjective } from './adversarial.ts'
import { crossEntropy } from './crossEntropy.ts'
import type { LogisticOptions } from './nonSaturating.ts'

/** Goodfellow et al. 2014 as written: the generator minimises log(1 - D(G(z))). */
export const minimax = ({ realLabel = 1 }: LogisticOptions = {}): AdversarialObjective => ({
  critic: (real, fake) => op.add(crossEntropy(real, realLabel), crossEntropy(fake, 0)),
  generator: (fake) => op.neg(crossEntropy(fake, 0)),
})
