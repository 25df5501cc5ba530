import { z } from 'zod'
import { dcganDiscriminator, dcganGenerator } from '../../nets/dcgan.ts'
import { withLabel, withLabelPlanes } from '../../nets/labels.ts'
import { oneInput } from '../../nets/net.ts'
import { augmented, noisy, through } from '../critic/view.ts'
import { labelled } from '../domains/labelled.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import { made, noise } from '../game/things.ts'
import { askedClass } from '../judges/classes.ts'
import { patchDistances } from '../judges/patches.ts'
import { pictureGrid } from '../shown/grid.ts'
import { category } from '../terms/classes.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { asFake, asReal, fool } from '../terms/opinion.ts'
import { r1 } from '../terms/penalty.ts'
import { criticOptions, latentOptions } from './options.ts'
import { recipe } from './recipe.ts'
import { updateOf, updateOptions } from './update.ts'

/**
 * Pictures of a class that is asked for (Mirza and Osindero 2014). A referee beside the game, which sees real pictures
 * alone, tells how often what was made is of its class.
 */
export const cgan = recipe({
  name: 'cgan',
  summary: 'a generator of pictures of a class, from a folder for each class in DIR',
  options: z.strictObject({
    ...labelled.options,
    ...latentOptions,
    ...updateOptions('constant'),
    ...criticOptions,
    average: z.coerce.number().min(0).max(0.99999).default(0.999).describe('of old weights in their mean'),
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => labelled.open(settings, options),

  prepare(_, options, data) {
    const { size, base, latent, spectral, r1Weight, average, realLabel } = options
    const classes = data.classes.length
    const form = nonSaturating({ realLabel })
    const update = updateOf(options)
    const normalised = !spectral && r1Weight === 0
    const [real, fake] = ['real', 'fake'].map((input) => ({ input, label: 'label' })) as [
      { input: string; label: string },
      { input: string; label: string },
    ]
    const opinion = reported('critic', sum(asReal(form, 'critic', real), asFake(form, 'critic', fake)))
    return play({
      players: {
        generator: { net: withLabel(dcganGenerator({ size, base })), update, average },
        critic: {
          net: withLabelPlanes(dcganDiscriminator({ size, base, spectral, normalised })),
          update,
          sees: through(options.augmented && augmented, options.noise > 0 && noisy(options.noise)),
        },
        referee: { net: oneInput(dcganDiscriminator({ size, base: 16, outputs: classes })), update },
      },
      things: {
        ...labelled.examples(options, data),
        z: noise('z', [latent]),
        fake: made('generator', { input: 'z', label: 'label' }),
        ofReal: made('referee', 'real'),
        ofFake: made('referee', 'fake'),
      },
      turns: {
        critic: [
          {
            players: ['critic'],
            loss: r1Weight > 0 ? sum(opinion, times(r1Weight, r1('critic', real))) : opinion,
          },
          { players: ['referee'], loss: category('referee', 'real', 'label') },
        ],
        generator: [
          {
            players: ['generator'],
            loss: reported('generator', fool(form, 'critic', fake, { as: 'generated' })),
          },
        ],
      },
      order: () => [['critic', 'generator']],
      products: { generator: { player: 'generator', inputs: { input: [latent], label: [classes] } } },
      gathers: ['fake'],
      shown: { things: ['fake'], rows: 64, picture: (results) => pictureGrid([results.get('fake')!]) },
      judges: [
        patchDistances('fake', 'real'),
        askedClass({ real: 'ofReal', made: 'ofFake', label: 'label', rows: 64, batches: 8 }),
      ],
    })
  },
})
