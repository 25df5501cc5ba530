import { z } from 'zod'
import { mlp } from '../../nets/mlp.ts'
import { oneInput } from '../../nets/net.ts'
import { judgedPoints, points } from '../domains/points.ts'
import { type FormName, forms } from '../forms/index.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import type { Term } from '../game/thing.ts'
import { made, noise } from '../game/things.ts'
import { modesAndDistance } from '../judges/points.ts'
import { adam } from '../optimisers/adam.ts'
import type { Optimiser } from '../optimisers/optimiser.ts'
import { rmsprop } from '../optimisers/rmsprop.ts'
import { linearDecay } from '../step/schedules.ts'
import type { Moment } from '../step/step.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { gradientPenalty, r1 } from '../terms/penalty.ts'

/** A form with the settings that belong to it. */
interface Setup {
  form: FormName
  optimiser: Optimiser
  rate: number
  criticSteps: number
  clamp?: number
  /** Added to the critic's loss. */
  penalty?: Term
}

const adamOfToys = adam({ beta1: 0.5, beta2: 0.9 })
const plain = (form: FormName): Setup => ({ form, optimiser: adamOfToys, rate: 1e-4, criticSteps: 1 })

/** WGAN's and WGAN-GP's settings are those of the latter's toy problem; the other games share Adam's. */
const setups = {
  minimax: plain('minimax'),
  'non-saturating': plain('non-saturating'),
  'least-squares': plain('least-squares'),
  hinge: plain('hinge'),
  'wasserstein-clip': {
    form: 'wasserstein',
    optimiser: rmsprop(),
    rate: 5e-5,
    criticSteps: 5,
    clamp: 0.01,
  },
  'wasserstein-gp': {
    form: 'wasserstein',
    optimiser: adamOfToys,
    rate: 1e-4,
    criticSteps: 5,
    penalty: gradientPenalty('critic', 'real', 'fake'),
  },
  r1: { ...plain('non-saturating'), penalty: r1('critic', 'real') },
} satisfies Record<string, Setup>

const latent = 2

/** Distributions in the plane, on which what an objective does can be seen. */
export const toy = recipe({
  name: 'toy',
  summary: 'a mixture in the plane: --data ring8, grid25 or swissroll',
  options: z.strictObject({
    objective: z.enum(Object.keys(setups) as [keyof typeof setups]).default('wasserstein-gp'),
    hidden: z.coerce
      .number()
      .int()
      .min(1)
      .max(4096)
      .default(512)
      .describe('units of each of the three layers'),
    rate: z.coerce
      .number()
      .positive()
      .optional()
      .describe('learning rate; that of the objective if not given'),
    constantUntil: z.coerce
      .number()
      .min(0)
      .max(1)
      .default(1)
      .describe('share of the run after which the rate falls to zero, in equal steps'),
    lambda: z.coerce.number().min(0).default(0.1).describe('weight of a penalty'),
  }),
  defaults: { steps: 10_000, batch: 256 },
  open: points.open,

  prepare(settings, { objective, hidden, rate: given, constantUntil, lambda }) {
    const setup: Setup = setups[objective]
    const { optimiser, criticSteps, clamp, penalty } = setup
    const form = forms[setup.form]()
    const layers = [hidden, hidden, hidden]
    const rate = ({ step, total }: Moment) => linearDecay(given ?? setup.rate, constantUntil)(step, total)
    const update = { optimiser, rate }
    const adversarial = reported(
      'critic',
      sum(asReal(form, 'critic', 'real'), asFake(form, 'critic', 'fake')),
    )
    const passes = [...new Array<string[]>(criticSteps - 1).fill(['critic']), ['critic', 'generator']]
    return play({
      players: {
        generator: { net: oneInput(mlp({ outputs: 2, hidden: layers })), update },
        critic: {
          net: oneInput(mlp({ outputs: 1, hidden: layers })),
          update: { ...update, ...(clamp !== undefined && { clamp }) },
        },
      },
      things: { real: points.example(), z: noise('z', [latent]), fake: made('generator', 'z') },
      turns: {
        critic: [
          { players: ['critic'], loss: penalty ? sum(adversarial, times(lambda, penalty)) : adversarial },
        ],
        generator: [{ players: ['generator'], loss: reported('generator', fool(form, 'critic', 'fake')) }],
      },
      order: () => passes,
      products: { generator: { player: 'generator', inputs: { input: [latent] } } },
      shown: { things: ['fake'], rows: judgedPoints, picture: points.picture('fake', settings) },
      judges: [modesAndDistance('fake', settings)],
    })
  },
})
