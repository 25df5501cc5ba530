import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { zeros } from '../../nets/initialisers.ts'
import { type Seen, type Term, thingsOf } from '../game/thing.ts'
import { mean } from '../objectives/mean.ts'

export interface EquilibriumOptions {
  /** Energy of made pictures over that of real ones that is aimed at: low gives quality, high variety. */
  gamma: number
  /** How fast k follows. */
  gain: number
}

/**
 * BEGAN's critic (Berthelot et al. 2017, section 3.3): it minimises e(real) - k e(made), and k in [0, 1], a tensor that a
 * checkpoint holds, moves so that e(made) comes to gamma e(real). The curves have k, and M = e(real) + |gamma e(real) -
 * e(made)|, which falls as the pictures become better.
 */
export const equilibrium = (
  critic: string,
  real: Seen,
  made: Seen,
  { gamma, gain }: EquilibriumOptions,
): Term => ({
  players: [critic],
  things: [...thingsOf(real), ...thingsOf(made)],
  whole: "BEGAN's equilibrium",
  make(table) {
    const { step } = table
    const [ofReal, ofMade] = [real, made].map((seen) => mean(table.outputs(critic, seen).value)) as [
      Value,
      Value,
    ]
    const k = step.tensor(`${critic}/k`, [], zeros)
    const imbalance = op.sub(op.mul(ofReal, gamma), ofMade)
    step.set(`${critic}/k`, op.min(op.max(op.add(k, op.mul(imbalance, gain)), 0), 1))
    step.report('k', k)
    step.report('M', op.add(ofReal, op.abs(imbalance)))
    return op.sub(ofReal, op.mul(k, ofMade))
  },
})
