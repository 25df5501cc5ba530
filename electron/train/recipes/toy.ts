import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { mlp } from '../../nets/mlp.ts'
import { Random } from '../../nets/random.ts'
import { type Mixture, mixtureNamed, PointSource } from '../data/mixtures.ts'
import { coverage } from '../metrics/mixture.ts'
import { slicedWasserstein } from '../metrics/slicedWasserstein.ts'
import type { AdversarialObjective } from '../objectives/adversarial.ts'
import { gradientPenalty, r1 } from '../objectives/gradientPenalty.ts'
import { hinge } from '../objectives/hinge.ts'
import { leastSquares } from '../objectives/leastSquares.ts'
import { minimax } from '../objectives/minimax.ts'
import { nonSaturating } from '../objectives/nonSaturating.ts'
import { wasserstein } from '../objectives/wasserstein.ts'
import { adam } from '../optimisers/adam.ts'
import type { Optimiser } from '../optimisers/optimiser.ts'
import { rmsprop } from '../optimisers/rmsprop.ts'
import { scatter } from '../shown/scatter.ts'
import { linearDecay } from '../step/schedules.ts'
import type { Moment } from '../step/step.ts'
import type { NamedTensor } from '../step/tensors.ts'
import { recipe } from './recipe.ts'

/** A game with the settings that belong to it. */
interface Setup {
  game: AdversarialObjective
  optimiser: Optimiser
  rate: number
  criticSteps: number
  clamp?: number
  /** Added to the critic's loss. */
  penalty?: 'gradient' | 'r1'
}

const adamOfToys = adam({ beta1: 0.5, beta2: 0.9 })
const plain = (game: AdversarialObjective): Setup => ({
  game,
  optimiser: adamOfToys,
  rate: 1e-4,
  criticSteps: 1,
})

/** WGAN's and WGAN-GP's settings are those of the latter's toy problem; the other games share Adam's. */
const setups = {
  minimax: plain(minimax()),
  'non-saturating': plain(nonSaturating()),
  'least-squares': plain(leastSquares()),
  hinge: plain(hinge),
  'wasserstein-clip': { game: wasserstein, optimiser: rmsprop(), rate: 5e-5, criticSteps: 5, clamp: 0.01 },
  'wasserstein-gp': {
    game: wasserstein,
    optimiser: adamOfToys,
    rate: 1e-4,
    criticSteps: 5,
    penalty: 'gradient',
  },
  r1: { ...plain(nonSaturating()), penalty: 'r1' },
} satisfies Record<string, Setup>

const latent = 2
/** Points that a generator is judged by. */
const judged = 2500

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

  async open({ data, seed }) {
    return { source: new PointSource(mixtureNamed(data), seed) }
  },

  prepare({ data, seed }, { objective, hidden, rate: given, constantUntil, lambda }) {
    const mixture = mixtureNamed(data)
    const setup: Setup = setups[objective]
    const { game, optimiser, criticSteps, clamp } = setup
    const layers = [hidden, hidden, hidden]
    const generator = mlp({ outputs: 2, hidden: layers })
    const critic = mlp({ outputs: 1, hidden: layers })
    const rate = ({ step, total }: Moment) => linearDecay(given ?? setup.rate, constantUntil)(step, total)
    const passes = [...new Array<string[]>(criticSteps - 1).fill(['critic']), ['critic', 'generator']]
    return {
      plan: () => passes,
      products: { generator: { network: generator, input: [latent], group: 'generator', averaged: false } },
      phases: {
        critic(step, batch) {
          const real = step.input('points', [batch, 2])
          const z = step.noise('z', [batch, latent])
          const fake = step.shared('fake', () => generator(z, step.weights('generator')))
          const score = (points: Value) => critic(points, step.weights('critic'))
          const loss = game.critic(score(real), score(fake))
          step.report('critic', loss)
          const mixing = () => step.noise('mixing', [batch, 1], { kind: 'uniform', from: 0, to: 1 })
          const penalties = {
            gradient: () => gradientPenalty(score, real, fake, mixing()),
            r1: () => r1(score, real),
          }
          const whole = setup.penalty ? op.add(loss, op.mul(penalties[setup.penalty](), lambda)) : loss
          step.minimise('critic', whole, { optimiser, rate, ...(clamp !== undefined && { clamp }) })
        },
        generator(step, batch) {
          const z = step.noise('z', [batch, latent])
          const fake = step.shared('fake', () => generator(z, step.weights('generator')))
          const loss = game.generator(critic(fake, step.weights('critic')))
          step.minimise('generator', loss, { optimiser, rate })
          step.report('generator', loss)
        },
      },
      viewRows: judged,
      view(step, rows) {
        step.result('points', generator(step.noise('z', [rows, latent]), step.weights('generator', false)))
      },
      picture: (results) => scatter(inUnitsOf(mixture, results), sampleOf(mixture, seed)),
      figures: (results) => {
        const points = inUnitsOf(mixture, results)
        const distance = slicedWasserstein(points, sampleOf(mixture, seed), 2)
        return { ...(mixture.modes.length > 0 && coverage(points, mixture)), distance }
      },
    }
  },
})

const inUnitsOf = ({ scale }: Mixture, results: ReadonlyMap<string, NamedTensor>): Float32Array =>
  results.get('points')!.data.map((x) => x * scale)

/** Points of the mixture itself, other ones than those of the training set. */
function sampleOf(mixture: Mixture, seed: number): Float32Array {
  const random = new Random(seed, 'judged')
  return Float32Array.from(Array.from({ length: judged }, () => mixture.draw(random)).flat())
}
