import { z } from 'zod'
import { energyOf, pictureAutoencoder, pictureDecoder } from '../../nets/autoencoder.ts'
import { oneInput } from '../../nets/net.ts'
import { pictures } from '../domains/pictures.ts'
import { energyMargin } from '../forms/energyMargin.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { made, noise } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { squaredErrors } from '../objectives/perExample.ts'
import { pictureGrid } from '../shown/grid.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { spreadOf } from '../terms/spread.ts'
import { drawingModel } from './generating.ts'
import { codeOptions } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/** Energy-based GAN (Zhao et al. 2017): the critic gives pictures back, and those that it gives back well are real. */
export const ebgan = recipe({
  name: 'ebgan',
  summary: 'a generator of pictures like those in DIR, judged by how well they can be given back: steady',
  options: z.strictObject({
    ...pictures.options,
    ...codeOptions,
    margin: z.coerce
      .number()
      .positive()
      .default(0.1)
      .describe('squared error in [-1, 1] up to which made pictures are raised'),
    spreadWeight: z.coerce.number().min(0).default(0.1).describe('weight of the pulling-away term'),
    ...updateOptions('constant'),
    average: z.coerce.number().min(0).max(0.99999).default(0.999).describe('of old weights in their mean'),
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => pictures.open(settings, options),

  model: ({ size, base, code, average }) =>
    drawingModel(oneInput(pictureDecoder({ size, base })), { size, latent: code, average }),

  prepare(_, options) {
    const { size, base, code, margin, spreadWeight, average } = options
    const form = energyMargin({ margin })
    const update = updateOf(options)
    const fooled = fool(form, 'critic', 'fake')
    return play({
      players: {
        generator: { net: oneInput(pictureDecoder({ size, base })), update, average },
        critic: { net: energyOf(pictureAutoencoder({ size, base, code }), squaredErrors), update },
      },
      things: { real: pictures.example(options), z: noise('z', [code]), fake: made('generator', 'z') },
      turns: {
        critic: [
          {
            players: ['critic'],
            loss: reported('critic', sum(asReal(form, 'critic', 'real'), asFake(form, 'critic', 'fake'))),
          },
        ],
        generator: [
          {
            players: ['generator'],
            loss: sum(
              reported('generator', fooled),
              ...(spreadWeight > 0
                ? [times(spreadWeight, reported('pullingAway', spreadOf('critic', 'fake', 'code')))]
                : []),
            ),
          },
        ],
      },
      order: () => [['critic', 'generator']],
      products: { generator: { player: 'generator', inputs: { input: [code] } } },
      shown: { things: ['fake'], rows: 64, picture: (results) => pictureGrid([results.get('fake')!]) },
      judges: [patchDistances('fake', 'real')],
    })
  },
})
