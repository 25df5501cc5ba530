import { GanvasError } from '../../contract/errors.ts'
import { FEATURE_CRITIC } from '../critic/featureCritic.ts'
import type { Move, Player } from '../game/game.ts'
import type { Term } from '../game/thing.ts'
import type { Minimisation } from '../step/step.ts'
import type { Features } from './features.ts'

/**
 * The parts of a game that compare pictures by the features of a given network: see {@link Features}. All are empty
 * where the options ask for none.
 *
 * @param augmented as in `Features.ownCriticLoss`
 * @param label     a thing, the classes of what is real and of what is made, which the critic of features then judges by too
 */
export const looksThrough = (
  features: Features | null,
  { augmented = false, label }: { augmented?: boolean; label?: string } = {},
) => ({
  /** What a game has beside its own: the network, and what is worked out with it before a step. */
  parts: features?.parts ?? {},

  /** Terms for the player that made a thing: distance of features to another thing, and to a style. */
  terms(name: string, made: string, wanted: string | null, takesStyle = true): Term[] {
    if (!features?.asks(wanted !== null, takesStyle)) return []
    return [
      {
        players: [],
        things: wanted === null ? [made] : [made, wanted],
        make: (table) => {
          const like = wanted === null ? null : table.thing(wanted)
          return features.loss(table.step, name, table.thing(made), like, takesStyle)!
        },
      },
    ]
  },

  /** The adversarial loss of the player that made a thing, against the critic of features. */
  adversarial(made: string): Term[] {
    if (!features?.hasCritic) return []
    const make: Term['make'] = (table) =>
      features.criticLoss(
        table.step,
        table.thing(made),
        augmented,
        label === undefined ? undefined : table.thing(label),
      )!
    return [{ players: [FEATURE_CRITIC], things: [made, ...(label === undefined ? [] : [label])], make }]
  },

  /** The move of the critic of features, in a turn of critics. */
  moves(real: string, made: string): Move[] {
    if (!features?.hasCritic) return []
    const make: Term['make'] = (table) =>
      features.ownCriticLoss(
        table.step,
        table.thing(real),
        table.thing(made),
        augmented,
        label === undefined ? undefined : table.thing(label),
      )
    const things = [real, made, ...(label === undefined ? [] : [label])]
    return [{ players: [FEATURE_CRITIC], loss: { players: [FEATURE_CRITIC], things, make } }]
  },

  /** The critic of features as a player. */
  players(update: Minimisation): Record<string, Player> {
    return features?.hasCritic ? { [FEATURE_CRITIC]: { net: unseen, update } } : {}
  },
})

const unseen: Player['net'] = () => {
  throw new GanvasError('internal', 'The critic of features sees what its own terms show it.')
}
