import * as op from '../../graph/builder.ts'
import type { AdversarialObjective } from './adversarial.ts'
import { mean } from './mean.ts'

/**
 * Wasserstein distance (Arjovsky et al. 2017). The critic must be kept from growing without bound: by clamping its
 * weights (an option of the step's `minimise`), or by {@link gradientPenalty}.
 */
export const wasserstein: AdversarialObjective = {
  critic: (real, fake) => op.sub(mean(fake), mean(real)),
  generator: (fake) => op.neg(mean(fake)),
}
