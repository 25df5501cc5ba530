import { type AdamOptions, adam } from './adam.ts'
import type { Optimiser } from './optimiser.ts'

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019): p <- (1 - rate decay) p before the step. */
export const adamw = ({
  decay = 0.01,
  ...rest
}: Pick<AdamOptions, 'beta1' | 'beta2' | 'epsilon'> & { decay?: number } = {}): Optimiser => ({
  ...adam({ ...rest, decoupledDecay: decay }),
  name: 'adamw',
})
