import * as op from '../../graph/builder.ts'
import { type Seen, type Term, thingsOf } from '../game/thing.ts'
import { l2 } from '../objectives/pixels.ts'

/**
 * Feature matching (Salimans et al. 2016, section 3.1): squared difference of the means over the batch of what a critic
 * hands out of real and of made examples, as a mean over its heads.
 */
export const featureMeans = (critic: string, real: Seen, made: Seen, heads: readonly string[]): Term => ({
  players: [critic],
  things: [...thingsOf(real), ...thingsOf(made)],
  whole: 'Feature matching',
  make(table) {
    const [ofReal, ofMade] = [real, made].map((seen) => table.outputs(critic, seen).heads)
    const distances = heads.map((head) =>
      l2(...([ofReal!, ofMade!].map((each) => op.reduceMean(each[head]!, [0])) as [never, never])),
    )
    return op.div(distances.reduce(op.add), heads.length)
  },
})
