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
 * Adam (Kingma and Ba 2015) with fewer passes over memory: the running means are kept as sums, m = (1 - beta1) M and
 * v = (1 - beta2) V, and their factors and the bias corrections moved into two scalars. With c = 1 - beta^updates and
 * r = √(c2 / (1 - beta2)): p <- p - rate r (1 - beta1) / c1 · M / (√V + ε r).
 */
export function adam({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  decoupledDecay = 0,
  weightDecay = 0,
}: AdamOptions = {}): Optimiser {
  const root = ({ updates }: Clock) => Math.sqrt((1 - beta2 ** (updates + 1)) / (1 - beta2))
  return {
    name: 'adam',
    slots: ['gradients', 'squares'],
    scalars: {
      rate: (clock) => (clock.rate * root(clock) * (1 - beta1)) / (1 - beta1 ** (clock.updates + 1)),
      epsilon: (clock) => epsilon * root(clock),
      ...(decoupledDecay > 0 && { keep: ({ rate }: Clock) => 1 - rate * decoupledDecay }),
    },
    update(parameter, gradient, [gradients, squares], scalars) {
      const g = weightDecay > 0 ? op.add(gradient, op.mul(parameter, weightDecay)) : gradient
      const nextGradients = op.add(op.mul(gradients!, beta1), g)
      const nextSquares = op.add(op.mul(squares!, beta2), op.square(g))
      const step = op.div(nextGradients, op.add(op.sqrt(nextSquares), scalars.epsilon!))
      return {
        parameter: op.sub(kept(parameter, scalars.keep), op.mul(step, scalars.rate!)),
        slots: [nextGradients, nextSquares],
      }
    },
  }
}

const kept = (parameter: Value, keep: Value | undefined) => (keep ? op.mul(parameter, keep) : parameter)
