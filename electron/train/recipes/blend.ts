import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { blendingNetwork, compositeOf } from '../../nets/blending.ts'
import { gpganCritic } from '../../nets/gpgan.ts'
import { CompositeSource } from '../data/composites/source.ts'
import { leastSquares } from '../objectives/leastSquares.ts'
import { l2 } from '../objectives/pixels.ts'
import { relativeError } from '../objectives/relativeError.ts'
import { adam } from '../optimisers/adam.ts'
import { linearDecay } from '../step/schedules.ts'
import type { Moment, StepBuilder } from '../step/step.ts'
import { recipe } from './recipe.ts'

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

  prepare({ steps }, options) {
    const { base, waist, criticBase, l2Weight, criticFrom, average } = options
    const generator = blendingNetwork({ base, waist })
    const critic = gpganCritic({ base: criticBase })
    const game = leastSquares()
    const optimiser = adam({ beta1: 0.5 })
    const decaying =
      (rate: number) =>
      ({ step, total }: Moment) =>
        linearDecay(rate)(step, total)
    const composite = (step: StepBuilder, batch: number) => step.input('composite', [batch, 4, side, side])
    const target = (step: StepBuilder, batch: number) => step.input('target', [batch, 3, side, side])
    const blended = (step: StepBuilder, batch: number) =>
      step.shared('blended', () => generator(composite(step, batch), step.weights('generator')))
    const score = (step: StepBuilder, batch: number, picture: Value) => {
      const [, coverage] = compositeOf(composite(step, batch))
      return critic(op.concat([picture, coverage], 1), step.weights('critic'))
    }
    const error = (step: StepBuilder, batch: number) => {
      const result = blended(step, batch)
      step.report('l2', l2(result, target(step, batch)))
      return relativeError(result, target(step, batch), FLOOR)
    }
    const improve = (step: StepBuilder, loss: Value) => {
      step.report('generator', loss)
      step.minimise('generator', loss, { optimiser, rate: decaying(options.rate) })
      step.average('generator', average)
    }
    return {
      plan: (step) => [step < criticFrom * steps ? ['regress'] : ['critic', 'generator']],
      products: {
        generator: { network: generator, input: [4, side, side], group: 'generator', averaged: true },
      },
      recalibrate(step, batch) {
        generator(composite(step, batch), step.recalibrating('generator'))
      },
      phases: {
        regress(step, batch) {
          improve(step, error(step, batch))
        },
        critic(step, batch) {
          const loss = game.critic(
            score(step, batch, target(step, batch)),
            score(step, batch, blended(step, batch)),
          )
          step.minimise('critic', loss, { optimiser, rate: decaying(options.criticRate) })
          step.report('critic', loss)
        },
        generator(step, batch) {
          const adversarial = game.generator(score(step, batch, blended(step, batch)))
          improve(step, op.add(op.mul(error(step, batch), l2Weight), op.mul(adversarial, 1 - l2Weight)))
        },
      },
      view(step, rows) {
        const [picture, coverage] = compositeOf(composite(step, rows))
        step.result('composite', picture)
        step.result('coverage', op.expand(op.sub(op.mul(coverage, 2), 1), picture.shape))
        step.result('blended', generator(composite(step, rows), step.averaged('generator')))
        step.result('target', target(step, rows))
      },
    }
  },
})
