import { z } from 'zod'
import { adam } from '../optimisers/adam.ts'
import { adamw } from '../optimisers/adamw.ts'
import type { Optimiser } from '../optimisers/optimiser.ts'
import { rmsprop } from '../optimisers/rmsprop.ts'
import { sgd } from '../optimisers/sgd.ts'
import { constantRate, cosine, linearDecay, type Schedule, stepDecay } from '../step/schedules.ts'
import type { Minimisation } from '../step/step.ts'

/** With the momentum of the first picture GANs (Radford et al. 2016). */
const optimisers = {
  adam: () => adam({ beta1: 0.5 }),
  adamw: () => adamw({ beta1: 0.5 }),
  rmsprop: () => rmsprop(),
  sgd: () => sgd({ momentum: 0.9 }),
} satisfies Record<string, () => Optimiser>

const schedules = {
  constant: constantRate,
  linear: (rate) => linearDecay(rate),
  cosine: (rate) => cosine(rate),
  /** Halved after every quarter of the run. */
  step: (rate) => (step, total) => stepDecay(rate, Math.max(1, Math.ceil(total / 4)))(step, total),
} satisfies Record<string, (rate: number) => Schedule>

const names = <T extends object>(table: T) => Object.keys(table) as [keyof T & string]

/** Options of a recipe that say how its networks are updated. */
export const updateOptions = (schedule: keyof typeof schedules) => ({
  rate: z.coerce.number().positive().default(2e-4).describe('learning rate at the start'),
  optimiser: z.enum(names(optimisers)).default('adam'),
  schedule: z
    .enum(names(schedules))
    .default(schedule)
    .describe('of the rate: linear falls to zero over the second half, step halves it after every quarter'),
  clipNorm: z.coerce
    .number()
    .positive()
    .optional()
    .describe('norm above which the gradients of a network are scaled down to it'),
})

export interface UpdateChoice {
  rate: number
  optimiser: keyof typeof optimisers
  schedule: keyof typeof schedules
  clipNorm?: number | undefined
}

/** How a network is updated by these options. */
export function updateOf({ rate, optimiser, schedule, clipNorm }: UpdateChoice): Minimisation {
  const rateAt = schedules[schedule](rate)
  return {
    optimiser: optimisers[optimiser](),
    rate: ({ step, total }) => rateAt(step, total),
    ...(clipNorm !== undefined && { clipNorm }),
  }
}
