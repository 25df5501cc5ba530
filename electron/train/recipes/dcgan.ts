import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { dcganDiscriminator, dcganGenerator } from '../../nets/dcgan.ts'
import { augment } from '../critic/augmentation.ts'
import { instanceNoise } from '../critic/instanceNoise.ts'
import { PictureSource } from '../data/pictures.ts'
import { laplacianDistances } from '../metrics/laplacianPatches.ts'
import { likeness } from '../metrics/msSsim.ts'
import { picturesOf } from '../metrics/pictures.ts'
import { r1 } from '../objectives/gradientPenalty.ts'
import { hinge } from '../objectives/hinge.ts'
import { leastSquares } from '../objectives/leastSquares.ts'
import { nonSaturating } from '../objectives/nonSaturating.ts'
import { pictureGrid } from '../shown/grid.ts'
import type { StepBuilder } from '../step/step.ts'
import { Features } from '../terms/features.ts'
import { featureCriticOptions } from '../terms/options.ts'
import { recipe } from './recipe.ts'
import { updateOf, updateOptions } from './update.ts'

const games = {
  'non-saturating': nonSaturating,
  'least-squares': leastSquares,
  hinge: () => hinge,
}

/**
 * Pictures from noise (Radford et al. 2016), with what helps where there are few to learn from. The curves tell how far
 * generated pictures are from real ones, in their finest detail and in their coarse structure, by sliced Wasserstein
 * distance, and how much alike they are, near 1 where the generator makes one picture over and over.
 */
export const dcgan = recipe({
  name: 'dcgan',
  summary: 'a generator of pictures like those in DIR, from noise',
  options: z.strictObject({
    size: z.coerce.number().int().default(64).describe('side of the pictures: 8, 16, 32, 64, …'),
    base: z.coerce.number().int().min(1).max(512).default(64).describe('channels beside the picture'),
    latent: z.coerce.number().int().min(1).max(4096).default(100).describe('numbers a picture is made from'),
    objective: z.enum(Object.keys(games) as [keyof typeof games]).default('non-saturating'),
    ...updateOptions('constant'),
    realLabel: z.coerce
      .number()
      .min(0.5)
      .max(1)
      .default(1)
      .describe('below 1 smooths the label of real pictures'),
    spectral: z.stringbool().or(z.boolean()).default(false).describe('spectral normalisation in the critic'),
    augmented: z.stringbool().or(z.boolean()).default(false).describe('differentiable augmentation'),
    noise: z.coerce.number().min(0).default(0).describe('deviation of instance noise at the start'),
    r1Weight: z.coerce.number().min(0).default(0).describe('weight of the R1 penalty'),
    average: z.coerce.number().min(0).max(0.99999).default(0.999).describe('of old weights in their mean'),
    ...featureCriticOptions,
  }),
  defaults: { steps: 20_000, batch: 64 },

  async open({ data, seed }, { size }) {
    const cut = { loadSize: size, cropSize: size, flip: true, seed }
    return { source: await PictureSource.open({ picture: data }, cut) }
  },

  async prepare(_, options) {
    const { size, base, latent, spectral, augmented, noise, r1Weight } = options
    const features = await Features.open(options, size)
    const generator = dcganGenerator({ size, base })
    const critic = dcganDiscriminator({ size, base, spectral, normalised: !spectral && r1Weight === 0 })
    const game = games[options.objective]({ realLabel: options.realLabel })
    const update = updateOf(options)
    const fake = (step: StepBuilder, batch: number) =>
      step.shared('fake', () => generator(step.noise('z', [batch, latent]), step.weights('generator')))
    const score = (step: StepBuilder, name: string, picture: Value) => {
      const seen = augmented ? augment(step, name, picture) : picture
      const noisy = noise > 0 ? instanceNoise(step, name, seen, { deviation: noise }) : seen
      return critic(noisy, step.weights('critic'))
    }
    return {
      ...features?.parts,
      plan: () => [['critic', 'generator']],
      products: { generator: { network: generator, input: [latent], group: 'generator', averaged: true } },
      recalibrate(step, batch) {
        generator(step.noise('z', [batch, latent]), step.recalibrating('generator'))
      },
      phases: {
        critic(step, batch) {
          const real = step.input('picture', [batch, 3, size, size])
          const loss = game.critic(score(step, 'real', real), score(step, 'fake', fake(step, batch)))
          step.report('critic', loss)
          const slope = () => r1((picture) => score(step, 'real', picture), real)
          step.minimise('critic', r1Weight > 0 ? op.add(loss, op.mul(slope(), r1Weight)) : loss, update)
          features?.improveCritic(step, real, fake(step, batch), update, augmented)
        },
        generator(step, batch) {
          const loss = game.generator(score(step, 'generated', fake(step, batch)))
          const opinion = features?.criticLoss(step, fake(step, batch), augmented)
          step.minimise('generator', opinion ? op.add(loss, opinion) : loss, update)
          step.average('generator', options.average)
          step.report('generator', loss)
        },
      },
      viewRows: 64,
      view(step, rows) {
        step.result('pictures', generator(step.noise('z', [rows, latent]), step.averaged('generator')))
        step.result('real', step.input('picture', [rows, 3, size, size]))
      },
      picture: (results) => pictureGrid([results.get('pictures')!]),
      figures(results) {
        const [made, real] = ['pictures', 'real'].map((name) => picturesOf(results.get(name)!))
        const distances = laplacianDistances(made!, real!)
        const [finest, coarsest] = [distances[0], distances.at(-1)]
        // Pictures of 8 px have room for none of the windows.
        if (finest === undefined || coarsest === undefined) return {}
        return { finestDistance: finest, coarsestDistance: coarsest, likeness: likeness(made!) }
      },
    }
  },
})
