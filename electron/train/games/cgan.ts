import { z } from 'zod'
import { type DcganDiscriminatorOptions, dcganDiscriminator } from '../../nets/dcgan.ts'
import { withLabel, withLabelPlanes, withLabelScores } from '../../nets/labels.ts'
import { type Net, oneInput } from '../../nets/net.ts'
import { augmented, noisy, through } from '../critic/view.ts'
import { labelled } from '../domains/labelled.ts'
import { forms } from '../forms/index.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { made, noise } from '../game/things.ts'
import { askedClass } from '../judges/classes.ts'
import { patchDistances } from '../judges/patches.ts'
import { pictureGrid } from '../shown/grid.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { category } from '../terms/classes.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { Features } from '../terms/features.ts'
import { looksThrough } from '../terms/looks.ts'
import { featureCriticOptions, perceptualOptions } from '../terms/options.ts'
import { r1 } from '../terms/penalty.ts'
import { encoderOptions, encoderProduct, encoding } from './encoding.ts'
import { generatingModel, wordsOf } from './generating.ts'
import { criticOptions, generatorOf, generatorOption, latentOptions } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/**
 * How a critic of so many classes takes the label: as planes beside the picture (Mirza and Osindero 2014), or as a score for
 * its own for each class (Miyato and Koyama 2018), which tells more of them apart.
 */
const criticsOf = {
  planes: (_, options) => withLabelPlanes(dcganDiscriminator(options)),
  projection: (classes, options) => withLabelScores(dcganDiscriminator({ ...options, outputs: 1 + classes })),
} satisfies Record<string, (classes: number, options: DcganDiscriminatorOptions) => Net>

const options = z.strictObject({
  ...labelled.options,
  ...latentOptions,
  ...generatorOption,
  objective: z.enum(['non-saturating', 'least-squares', 'hinge']).default('non-saturating'),
  ...updateOptions('constant'),
  ...criticOptions,
  criticBase: z.coerce.number().int().min(1).max(512).optional().describe('as base if not given'),
  conditioning: z
    .enum(['planes', 'projection'])
    .default('planes')
    .describe('how the critic takes the class: beside the picture, or as a score for each class'),
  varied: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .describe('the critic sees how much the pictures of a batch differ'),
  average: z.coerce.number().min(0).max(0.99999).default(0.999).describe('of old weights in their mean'),
  ...encoderOptions,
  ...featureCriticOptions,
  ...perceptualOptions,
})

/** The networks that become files of the model, and what they are given. */
function productsOf(chosen: z.infer<typeof options>, classes: number) {
  const { size, base, criticBase = base, latent, spectral, r1Weight, varied, conditioning } = chosen
  const normalised = !spectral && r1Weight === 0
  const label = [classes]
  return {
    generator: {
      net: withLabel(generatorOf(chosen)),
      inputs: { input: [latent], label },
    },
    critic: {
      net: criticsOf[conditioning](classes, { size, base: criticBase, spectral, normalised, varied }),
      inputs: { input: [3, size, size], label },
    },
  }
}

/**
 * Pictures of a class that is asked for (Mirza and Osindero 2014). A referee beside the game, which sees real pictures
 * alone, tells how often what was made is of its class.
 */
export const cgan = recipe({
  name: 'cgan',
  summary: 'a generator of pictures of a class, from a folder for each class in DIR',
  options,
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => labelled.open(settings, options),

  model(chosen, about) {
    const words = wordsOf(about)
    const { generator, critic } = productsOf(chosen, words.length)
    const networks = {
      generator: { ...generator, group: 'generator', averaged: true },
      ...(chosen.encoderFrom < 1 && encoderProduct({ ...chosen, classes: words.length })),
      critic: { ...critic, group: 'critic', averaged: false },
    }
    return generatingModel(networks, chosen, words)
  },

  async prepare({ steps }, options, data) {
    const { size, latent, r1Weight, average, realLabel, varied, encoderFrom } = options
    const classes = data.classes.length
    const { generator, critic } = productsOf(options, classes)
    const { augmented: moved } = options
    const looks = looksThrough(await Features.open(options, size), { augmented: moved, label: 'label' })
    const form = forms[options.objective]({ realLabel })
    const update = updateOf(options)
    const encoder = encoderFrom < 1 ? encoding({ ...options, classes }, update, looks) : null
    const [real, fake] = ['real', 'fake'].map((input) => ({ input, label: 'label' })) as [
      { input: string; label: string },
      { input: string; label: string },
    ]
    const adversarial = reported('critic', sum(asReal(form, 'critic', real), asFake(form, 'critic', fake)))
    return play({
      ...looks.parts,
      players: {
        generator: { net: generator.net, update, average },
        critic: {
          net: critic.net,
          update,
          sees: through(moved && augmented(options.recoloured), options.noise > 0 && noisy(options.noise)),
        },
        referee: { net: oneInput(dcganDiscriminator({ size, base: 16, outputs: classes })), update },
        ...looks.players(update),
        ...encoder?.players,
      },
      things: {
        ...labelled.examples(options, data),
        z: noise('z', [latent]),
        fake: made('generator', { input: 'z', label: 'label' }),
        ofReal: made('referee', 'real'),
        ofFake: made('referee', 'fake'),
        ...encoder?.things,
      },
      turns: {
        critic: [
          {
            players: ['critic'],
            loss: {
              ...(r1Weight > 0 ? sum(adversarial, times(r1Weight, r1('critic', real))) : adversarial),
              ...(varied && { whole: 'The deviation over the batch' }),
            },
          },
          ...looks.moves('real', 'fake'),
          { players: ['referee'], loss: category('referee', 'real', 'label') },
        ],
        generator: [
          {
            players: ['generator'],
            loss: sum(
              reported('generator', fool(form, 'critic', fake, { as: 'generated' })),
              ...looks.adversarial('fake'),
            ),
          },
        ],
        ...encoder?.turns,
      },
      order: (step) => [step < encoderFrom * steps ? ['critic', 'generator'] : ['encoder']],
      products: {
        generator: { player: 'generator', inputs: generator.inputs },
        ...encoder?.products,
      },
      gathers: ['fake'],
      shown: { things: ['fake'], rows: 64, picture: (results) => pictureGrid([results.get('fake')!]) },
      judges: [
        patchDistances('fake', 'real'),
        askedClass({ real: 'ofReal', made: 'ofFake', label: 'label', rows: 64, batches: 8 }),
        ...(encoder?.judges ?? []),
      ],
    })
  },
})
