import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import { blendingNetwork, compositeOf } from '../../nets/blending.ts'
import { gpganCritic } from '../../nets/gpgan.ts'
import { joined, oneInput } from '../../nets/net.ts'
import { CompositeSource } from '../data/composites/source.ts'
import { leastSquares } from '../forms/leastSquares.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { example, from, made } from '../game/things.ts'
import { l2 } from '../objectives/pixels.ts'
import { relativeError } from '../objectives/relativeError.ts'
import { adam } from '../optimisers/adam.ts'
import { linearDecay } from '../step/schedules.ts'
import type { Moment } from '../step/step.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { watched } from '../terms/watched.ts'

const side = 64

/** Squared error, in [-1, 1], below which a picture is as good as can be told: 43 dB. */
const FLOOR = 2e-4

/**
 * GP-GAN's Blending GAN (Wu et al. 2019), by composites made from any pictures: part of a picture is recoloured,
 * relit and pasted back, and the network is to give the untouched picture. The loss is the paper's, .999 squared
 * error and .001 critic, with three changes. Errors count by their logarithm, example by example: most objects fit
 * their place nearly, and a plain mean would let a few that are far off decide, at the price of spoiling those. The
 * critic plays the least-squares game instead of Wasserstein's with clipped weights: its scores stay near 0 and 1, so
 * that the fixed weight of .001 means the same throughout, and one step of the critic for each of the generator is
 * enough. It sees the coverage too, and joins when the error has done the coarse work.
 */
export const blend = recipe({
  name: 'blend',
  summary: "GP-GAN's blending network, from composites of the pictures in DIR",
  options: z.strictObject({
    /** Channels after the first convolution; the paper's 64. */
    base: z.coerce.number().int().min(4).max(256).default(24),
    /** Numbers in the fully connected waist; the paper's 4000. */
    waist: z.coerce.number().int().min(8).max(8000).default(384),
    /** Channels after the first convolution of the critic. */
    criticBase: z.coerce.number().int().min(4).max(256).default(8),
    /** Share of the error in the generator's loss; the rest goes to the adversarial loss. */
    l2Weight: z.coerce.number().min(0).max(1).default(0.999),
    rate: z.coerce.number().positive().default(2e-3),
    criticRate: z.coerce.number().positive().default(2e-4),
    /** Share of the run before the critic joins; 1 leaves it out. */
    criticFrom: z.coerce.number().min(0).max(1).default(0.9),
    /** Share of the old weights in their moving average. */
    average: z.coerce.number().min(0).max(0.99999).default(0.99),
  }),
  defaults: { steps: 8000, batch: 32 },

  async open({ data, seed }) {
    return { source: await CompositeSource.open(data, { side, seed }) }
  },

  prepare({ steps }, { base, waist, criticBase, l2Weight, rate, criticRate, criticFrom, average }) {
    const form = leastSquares()
    const decaying = (start: number) => ({
      optimiser: adam({ beta1: 0.5 }),
      rate: ({ step, total }: Moment) => linearDecay(start)(step, total),
    })
    const judges = joined(
      ['picture', 'coverage'],
      (...both) => op.concat(both, 1),
      gpganCritic({ base: criticBase }),
    )
    const error = watched(
      'l2',
      distance(l2, 'blended', 'target'),
      distance((a, b) => relativeError(a, b, FLOOR), 'blended', 'target'),
    )
    const blended = { picture: 'blended', coverage: 'coverage' }
    const target = { picture: 'target', coverage: 'coverage' }
    return play({
      players: {
        generator: { net: oneInput(blendingNetwork({ base, waist })), update: decaying(rate), average },
        critic: { net: judges, update: decaying(criticRate) },
      },
      things: {
        input: example('composite', [4, side, side]),
        target: example('target', [3, side, side]),
        composite: from(['input'], (input) => compositeOf(input)[0]),
        coverage: from(['input'], (input) => compositeOf(input)[1]),
        shownCoverage: from(['composite', 'coverage'], (composite, coverage) =>
          op.expand(op.sub(op.mul(coverage, 2), 1), composite.shape),
        ),
        blended: made('generator', 'input'),
      },
      turns: {
        regress: [{ players: ['generator'], loss: reported('generator', error) }],
        critic: [
          {
            players: ['critic'],
            loss: reported('critic', sum(asReal(form, 'critic', target), asFake(form, 'critic', blended))),
          },
        ],
        generator: [
          {
            players: ['generator'],
            loss: reported(
              'generator',
              sum(times(l2Weight, error), times(1 - l2Weight, fool(form, 'critic', blended))),
            ),
          },
        ],
      },
      order: (step) => [step < criticFrom * steps ? ['regress'] : ['critic', 'generator']],
      products: { generator: { player: 'generator', inputs: { input: [4, side, side] } } },
      gathers: ['blended'],
      shown: { things: ['composite', 'shownCoverage', 'blended', 'target'] },
    })
  },
})
