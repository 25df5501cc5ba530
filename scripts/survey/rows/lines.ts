import { z } from 'zod'
import * as op from '../../../electron/graph/builder.ts'
import { gradients } from '../../../electron/graph/differentiate.ts'
import { mlp } from '../../../electron/nets/mlp.ts'
import { oneInput } from '../../../electron/nets/net.ts'
import type { Random } from '../../../electron/nets/random.ts'
import { steadilyNoisy } from '../../../electron/train/critic/view.ts'
import { forms } from '../../../electron/train/forms/index.ts'
import { play } from '../../../electron/train/game/play.ts'
import { recipe } from '../../../electron/train/game/recipe.ts'
import type { Thing } from '../../../electron/train/game/thing.ts'
import { example } from '../../../electron/train/game/things.ts'
import { mean } from '../../../electron/train/objectives/mean.ts'
import { adam } from '../../../electron/train/optimisers/adam.ts'
import { asFake, asReal } from '../../../electron/train/terms/adversarial.ts'
import { reported, sum, times } from '../../../electron/train/terms/combine.ts'
import { gradientPenalty } from '../../../electron/train/terms/penalty.ts'
import { pointsOf } from '../plane.ts'

/** How much the mean of log(1 - D) changes as the made line moves: what a generator would learn by. */
const slope: Thing = {
  players: ['critic'],
  things: ['fake'],
  make(table) {
    const points = table.thing('fake')
    const { value } = table.play('critic', { input: points }, 'slope')
    const [gradient] = gradients(op.neg(mean(op.softplus(value))), [points])
    return op.slice(gradient!, [{ axis: 1, start: 0, end: 1 }])
  },
}

/**
 * The example of the WGAN paper (Arjovsky et al. 2017, example 1): two parallel lines at a distance, and a critic alone,
 * trained for as long as it takes.
 */
export const lines = recipe({
  name: 'lines',
  summary: 'a critic between two parallel lines',
  options: z.strictObject({
    objective: z.enum(['minimax', 'wasserstein']),
    distance: z.number(),
    noise: z.number().default(0),
  }),
  defaults: { steps: 2000, batch: 256 },

  async open({ seed }, { distance }) {
    const line = (x: number) => (random: Random) => [x, random.uniform()] as const
    return { source: pointsOf({ real: line(0), fake: line(distance) }, seed) }
  },

  prepare(_, { objective, noise }) {
    const form = forms[objective]()
    const adversarial = reported(
      'critic',
      sum(asReal(form, 'critic', 'real'), asFake(form, 'critic', 'fake')),
    )
    const penalised = sum(adversarial, times(10, gradientPenalty('critic', 'real', 'fake')))
    return play({
      players: {
        critic: {
          net: oneInput(mlp({ outputs: 1, hidden: [64, 64] })),
          update: { optimiser: adam({ beta1: 0.5 }), rate: () => 2e-3 },
          ...(noise > 0 && { sees: steadilyNoisy(noise) }),
        },
      },
      things: { real: example('real', [2]), fake: example('fake', [2]), slope },
      turns: {
        critic: [{ players: ['critic'], loss: objective === 'wasserstein' ? penalised : adversarial }],
      },
      order: () => [['critic']],
      products: {},
      shown: { things: ['slope'], rows: 2000, picture: async () => new Uint8Array() },
      judges: [
        {
          sees: ['slope'],
          figures: (results) => ({
            slope: Math.abs(results.get('slope')!.data.reduce((total, x) => total + x, 0)),
          }),
        },
      ],
    })
  },
})
