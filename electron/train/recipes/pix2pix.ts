import { join } from 'node:path'
import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { type PatchSize, patchgan, patchSizes } from '../../nets/patchgan.ts'
import { unet } from '../../nets/unet.ts'
import { PictureSource } from '../data/pictures.ts'
import { nonSaturating } from '../objectives/nonSaturating.ts'
import { l1 } from '../objectives/pixels.ts'
import { adam } from '../optimisers/adam.ts'
import { linearDecay } from '../schedules.ts'
import type { Moment, StepBuilder } from '../step.ts'
import { recipe } from './recipe.ts'

/** pix2pix (Isola et al. 2017): from pairs of pictures, translate one kind into the other. */
export const pix2pix = recipe({
  name: 'pix2pix',
  summary: 'a translation of pictures, from pairs of DIR/input and DIR/target',
  options: z.strictObject({
    size: z.coerce
      .number()
      .int()
      .min(16)
      .max(1024)
      .default(256)
      .describe('side of the pictures, 2^depth or a multiple'),
    loadSize: z.coerce
      .number()
      .int()
      .optional()
      .describe('short side before they are cropped; size · 286 / 256'),
    depth: z.coerce
      .number()
      .int()
      .min(3)
      .max(9)
      .optional()
      .describe('halvings; down to one pixel if not given'),
    base: z.coerce.number().int().min(1).max(256).default(64),
    patch: z.coerce
      .number()
      .refine((side): side is PatchSize => patchSizes.some((patch) => patch === side))
      .default(70)
      .describe(`side of what the critic judges: ${patchSizes.join(', ')}`),
    l1Weight: z.coerce.number().min(0).default(100),
    rate: z.coerce.number().positive().default(2e-4),
  }),
  defaults: { steps: 80_000, batch: 1 },

  async prepare({ data, seed }, { size, base, patch, l1Weight, rate, ...rest }) {
    const depth = rest.depth ?? Math.floor(Math.log2(size))
    const loadSize = rest.loadSize ?? Math.round((size * 286) / 256)
    const generator = unet({ depth, base })
    const critic = patchgan({ patch, base })
    const game = nonSaturating()
    const update = {
      optimiser: adam({ beta1: 0.5 }),
      rate: ({ step, total }: Moment) => linearDecay(rate)(step, total),
    }
    const picture = (step: StepBuilder, name: string, batch: number) =>
      step.input(name, [batch, 3, size, size])
    const translated = (step: StepBuilder, batch: number) =>
      step.shared('translated', () => generator(picture(step, 'input', batch), step.weights('generator')))
    const score = (step: StepBuilder, batch: number, result: Value) =>
      critic(op.concat([picture(step, 'input', batch), result], 1), step.weights('critic'))
    return {
      source: await PictureSource.open(
        { input: join(data, 'input'), target: join(data, 'target') },
        { loadSize, cropSize: size, flip: true, seed },
      ),
      plan: () => [['critic', 'generator']],
      products: {
        generator: { network: generator, input: [3, size, size], group: 'generator', averaged: false },
      },
      phases: {
        critic(step, batch) {
          const real = score(step, batch, picture(step, 'target', batch))
          const loss = op.mul(game.critic(real, score(step, batch, translated(step, batch))), 0.5)
          step.minimise('critic', loss, update)
          step.report('critic', loss)
        },
        generator(step, batch) {
          const fake = translated(step, batch)
          const opinion = game.generator(score(step, batch, fake))
          const distance = l1(fake, picture(step, 'target', batch))
          step.minimise('generator', op.add(opinion, op.mul(distance, l1Weight)), update)
          step.report('generator', opinion)
          step.report('l1', distance)
        },
      },
      viewRows: 4,
      view(step, rows) {
        const input = picture(step, 'input', rows)
        step.result('input', input)
        // With the statistics of these pictures and dropout, as pix2pix runs.
        step.result('translated', generator(input, step.weights('generator')))
        step.result('target', picture(step, 'target', rows))
      },
    }
  },
})
