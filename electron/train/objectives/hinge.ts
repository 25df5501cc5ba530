import * as op from '../../graph/builder.ts'
import type { AdversarialObjective } from './adversarial.ts'
import { mean } from './mean.ts'

/** Hinge losses (Lim and Ye 2017; Miyato et al. 2018). */
export const hinge: AdversarialObjective = {
  critic: (real, fake) => op.add(mean(op.relu(op.sub(1, real))), mean(op.relu(op.add(fake, 1)))),
  generator: (fake) => op.neg(mean(fake)),
}
