import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import type { Clock, Optimiser } from './optimiser.ts'

export interface AdamOptions {
  beta1?: number
  beta2?: number
  epsilon?: number
  /** AdamW: added to the step instead of the gradient. */
  decoupledDecay?: number
  weightDecay?: number
}

/**
 * Adam (Kingma and Ba 2015), with the bias corrections moved into two scalars:
 * p <- p - rate √c2 / c1 · m / (√v + ε √c2), where c = 1 - beta^updates.
 */
export function adam({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  decoupledDecay = 0,
  weightDecay = 0,
}: AdamOptions = {}): Optimiser {
  const root = ({ updates }: Clock) => Math.sqrt(1 - beta2 ** (updates + 1))
  return {
    name: 'adam',
    slots: ['mean', 'square'],
    scalars: {
      rate: (clock) => (clock.rate * root(clock)) / (1 - beta1 ** (clock.updates + 1)),
      epsilon: (clock) => epsilon * root(clock),
      ...(decoupledDecay > 0 && { keep: ({ rate }: Clock) => 1 - rate * decoupledDecay }),
    },
    update(parameter, gradient, [mean, square], scalars) {
      const g = weightDecay > 0 ? op.add(gradient, op.mul(parameter, weightDecay)) : gradient
      const nextMean = op.add(op.mul(mean!, beta1), op.mul(g, 1 - beta1))
      const nextSquare = op.add(op.mul(square!, beta2), op.mul(op.square(g), 1 - beta2))
      const step = op.div(nextMean, op.add(op.sqrt(nextSquare), scalars.epsilon!))
      return {
        parameter: op.sub(kept(parameter, scalars.keep), op.mul(step, scalars.rate!)),
        slots: [nextMean, nextSquare],
      }
    },
  }
}

const kept = (parameter: Value, keep: Value | undefined) => (keep ? op.mul(parameter, keep) : parameter)
