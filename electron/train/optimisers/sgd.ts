import * as op from '../../graph/builder.ts'
import type { Optimiser } from './optimiser.ts'

export interface SgdOptions {
  momentum?: number
  weightDecay?: number
}

/** Gradient descent; with momentum as PyTorch has it: v <- momentum v + g, p <- p - rate v. */
export function sgd({ momentum = 0, weightDecay = 0 }: SgdOptions = {}): Optimiser {
  return {
    name: 'sgd',
    slots: momentum > 0 ? ['momentum'] : [],
    scalars: { rate: ({ rate }) => rate },
    update(parameter, gradient, [velocity], { rate }) {
      const decayed = weightDecay > 0 ? op.add(gradient, op.mul(parameter, weightDecay)) : gradient
      const direction = velocity ? op.add(op.mul(velocity, momentum), decayed) : decayed
      return {
        parameter: op.sub(parameter, op.mul(direction, rate!)),
        slots: velocity ? [direction] : [],
      }
    },
  }
}
