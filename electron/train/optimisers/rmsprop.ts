import * as op from '../../graph/builder.ts'
import type { Optimiser } from './optimiser.ts'

export interface RmspropOptions {
  /** Weight of the old mean of squares. */
  smoothing?: number
  epsilon?: number
}

/** RMSprop (Tieleman and Hinton 2012): the gradient over the root of its running mean square. */
export function rmsprop({ smoothing = 0.99, epsilon = 1e-8 }: RmspropOptions = {}): Optimiser {
  return {
    name: 'rmsprop',
    slots: ['square'],
    scalars: { rate: ({ rate }) => rate },
    update(parameter, gradient, [square], { rate }) {
      const next = op.add(op.mul(square!, smoothing), op.mul(op.square(gradient), 1 - smoothing))
      const step = op.div(gradient, op.add(op.sqrt(next), epsilon))
      return { parameter: op.sub(parameter, op.mul(step, rate!)), slots: [next] }
    },
  }
}
