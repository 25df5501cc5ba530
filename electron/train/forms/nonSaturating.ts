import { crossEntropy } from '../objectives/crossEntropy.ts'
import type { Form } from './form.ts'

export interface LogisticOptions {
  /** Probability that the critic is to give to real pictures: below 1 for one-sided label smoothing. */
  realLabel?: number
}

/** Goodfellow et al. 2014 with the non-saturating generator loss -log D(G(z)). */
export const nonSaturating = ({ realLabel = 1 }: LogisticOptions = {}): Form => ({
  asReal: (scores) => crossEntropy(scores, realLabel),
  asFake: (scores) => crossEntropy(scores, 0),
  fool: (scores) => crossEntropy(scores, 1),
  dodge: (scores) => crossEntropy(scores, 0),
})
