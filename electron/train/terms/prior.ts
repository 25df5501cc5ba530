import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import type { Term } from '../game/thing.ts'
import { mean } from '../objectives/mean.ts'

/** Kullback-Leibler divergence of normal distributions from the standard one, mean over their numbers. */
export const divergenceFromStandard = (means: Value, logDeviations: Value): Value => {
  const variances = op.exp(op.mul(logDeviations, 2))
  const doubled = op.sub(op.sub(op.add(op.square(means), variances), 1), op.mul(logDeviations, 2))
  return op.mul(mean(doubled), 0.5)
}

/** How far from standard normal the numbers are that a player draws about, by its heads `mean` and `logDeviation`. */
export const standardNormal = (made: string): Term => ({
  players: [],
  things: [made],
  make(table) {
    const { mean: means, logDeviation } = table.thingWithHeads(made).heads
    return divergenceFromStandard(means!, logDeviation!)
  },
})
