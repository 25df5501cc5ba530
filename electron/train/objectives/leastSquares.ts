import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import type { AdversarialObjective } from './adversarial.ts'
import { mean } from './mean.ts'
import type { LogisticOptions } from './nonSaturating.ts'

const distance = (scores: Value, label: number) => mean(op.square(op.sub(scores, label)))

/** LSGAN (Mao et al. 2017) with labels 1 and 0, as CycleGAN uses it. */
export const leastSquares = ({ realLabel = 1 }: LogisticOptions = {}): AdversarialObjective => ({
  critic: (real, fake) => op.add(distance(real, realLabel), distance(fake, 0)),
  generator: (fake) => distance(fake, 1),
})
