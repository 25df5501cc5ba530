import * as op from '../../graph/builder.ts'
import type { AdversarialObjective } from './adversarial.ts'
import { crossEntropy } from './crossEntropy.ts'

export interface LogisticOptions {
  /** Probability that the critic is to give to real pictures: below 1 for one-sided label smoothing. */
  realLabel?: number
}

/** Goodfellow et al. 2014 with the generator's loss -log D(G(z)), which does not fade when the critic wins. */
export const nonSaturating = ({ realLabel = 1 }: LogisticOptions = {}): AdversarialObjective => ({
  critic: (real, fake) => op.add(crossEntropy(real, realLabel), crossEntropy(fake, 0)),
  generator: (fake) => crossEntropy(fake, 1),
})
