import { z } from 'zod'
import { dcganDiscriminator } from '../../nets/dcgan.ts'
import { oneInput } from '../../nets/net.ts'
import { augmented, noisy, through } from '../critic/view.ts'
import { pictures } from '../domains/pictures.ts'
import { forms } from '../forms/index.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { made, noise } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { pictureGrid } from '../shown/grid.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { Features } from '../terms/features.ts'
import { looksThrough } from '../terms/looks.ts'
import { featureCriticOptions } from '../terms/options.ts'
import { r1 } from '../terms/penalty.ts'
import { generatingModel } from './generating.ts'
import { criticOptions, generatorOf, generatorOption, latentOptions } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

const criticOf = ({
  size,
  base,
  spectral,
  r1Weight,
  criticBase = base,
  criticNorm,
  kernels,
}: {
  size: number
  base: number
  criticBase?: number | undefined
  spectral: boolean
  r1Weight: number
  criticNorm: 'batch' | 'none'
  kernels: number
}) =>
  dcganDiscriminator({
    size,
    base: criticBase,
    spectral,
    kernels,
    normalised: criticNorm === 'batch' && !spectral && r1Weight === 0,
  })

/**
 * Pictures from noise (Radford et al. 2016), with what helps where there are few to learn from. The curves tell how far
 * generated pictures are from real ones, and how much alike they are.
 */
export const dcgan = recipe({
  name: 'dcgan',
  summary: 'a generator of pictures like those in DIR, from noise',
  options: z.strictObject({
    ...pictures.options,
    ...latentOptions,
    ...generatorOption,
    objective: z.enum(['non-saturating', 'least-squares', 'hinge']).default('non-saturating'),
    ...updateOptions('constant'),
    ...criticOptions,
    criticBase: z.coerce.number().int().min(1).max(512).optional().describe('as base if not given'),
    criticNorm: z
      .enum(['batch', 'none'])
      .default('batch')
      .describe('normalisation in the critic; spectral and the R1 penalty do without'),
    kernels: z.coerce
      .number()
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .describe('of minibatch discrimination: the critic sees how close pictures are to each other'),
    average: z.coerce.number().min(0).max(0.99999).default(0.999).describe('of old weights in their mean'),
    ...featureCriticOptions,
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => pictures.open(settings, options),

  model: (options) =>
    generatingModel(
      {
        generator: {
          net: oneInput(generatorOf(options)),
          inputs: { input: [options.latent] },
          group: 'generator',
          averaged: true,
        },
        critic: {
          net: oneInput(criticOf(options)),
          inputs: { input: [3, options.size, options.size] },
          group: 'critic',
          averaged: false,
        },
      },
      options,
      null,
    ),

  async prepare(_, options) {
    const { size, latent, r1Weight, average, realLabel } = options
    const looks = looksThrough(await Features.open(options, size), options)
    const form = forms[options.objective]({ realLabel })
    const update = updateOf(options)
    const critic = criticOf(options)
    const adversarial = reported(
      'critic',
      sum(asReal(form, 'critic', 'real'), asFake(form, 'critic', 'fake')),
    )
    return play({
      ...looks.parts,
      players: {
        generator: { net: oneInput(generatorOf(options)), update, average },
        critic: {
          net: oneInput(critic),
          update,
          sees: through(
            options.augmented && augmented(options.recoloured),
            options.noise > 0 && noisy(options.noise),
          ),
        },
        ...looks.players(update),
      },
      things: {
        real: pictures.example(options),
        z: noise('z', [latent]),
        fake: made('generator', 'z'),
      },
      turns: {
        critic: [
          {
            players: ['critic'],
            loss: {
              ...(r1Weight > 0 ? sum(adversarial, times(r1Weight, r1('critic', 'real'))) : adversarial),
              ...(options.kernels > 0 && { whole: 'Minibatch discrimination' }),
            },
          },
          ...looks.moves('real', 'fake'),
        ],
        generator: [
          {
            players: ['generator'],
            loss: sum(
              reported('generator', fool(form, 'critic', 'fake', { as: 'generated' })),
              ...looks.adversarial('fake'),
            ),
          },
        ],
      },
      order: () => [['critic', 'generator']],
      products: { generator: { player: 'generator', inputs: { input: [latent] } } },
      gathers: ['fake'],
      shown: { things: ['fake'], rows: 64, picture: (results) => pictureGrid([results.get('fake')!]) },
      judges: [patchDistances('fake', 'real')],
    })
  },
})
