import type { Form } from './form.ts'
import { hinge } from './hinge.ts'
import { leastSquares } from './leastSquares.ts'
import { minimax } from './minimax.ts'
import { type LogisticOptions, nonSaturating } from './nonSaturating.ts'
import { wasserstein } from './wasserstein.ts'

/** Every form by the name that options have for it. */
export const forms = {
  minimax,
  'non-saturating': nonSaturating,
  'least-squares': leastSquares,
  hinge: () => hinge,
  wasserstein: () => wasserstein,
} satisfies Record<string, (options?: LogisticOptions) => Form>

export type FormName = keyof typeof forms
