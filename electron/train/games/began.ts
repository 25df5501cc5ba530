import { z } from 'zod'
import { energyOf, pictureAutoencoder, pictureDecoder } from '../../nets/autoencoder.ts'
import { oneInput } from '../../nets/net.ts'
import { pictures } from '../domains/pictures.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { made, noise } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { absoluteErrors } from '../objectives/perExample.ts'
import { pictureGrid } from '../shown/grid.ts'
import { reported } from '../terms/combine.ts'
import { energy } from '../terms/energy.ts'
import { equilibrium } from '../terms/equilibrium.ts'
import { drawingModel } from './generating.ts'
import { codeOptions } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/** Boundary equilibrium GAN (Berthelot et al. 2017): one number chooses between quality and variety, one tells how far it is. */
export const began = recipe({
  name: 'began',
  summary: 'a generator of pictures like those in DIR, at a chosen point between quality and variety',
  options: z.strictObject({
    ...pictures.options,
    ...codeOptions,
    gamma: z.coerce.number().gt(0).max(1).default(0.5).describe('low for quality, high for variety'),
    gain: z.coerce
      .number()
      .positive()
      .default(0.01)
      .describe('how fast the balance is restored; the paper has 0.001'),
    ...updateOptions('step'),
    average: z.coerce.number().min(0).max(0.99999).default(0.999).describe('of old weights in their mean'),
  }),
  defaults: { steps: 40_000, batch: 16 },
  open: (settings, options) => pictures.open(settings, options),

  model: ({ size, base, code, average }) =>
    drawingModel(oneInput(pictureDecoder({ size, base })), { size, latent: code, average }, 'uniform'),

  prepare(_, options) {
    const { size, base, code, gamma, gain, average } = options
    const update = updateOf(options)
    return play({
      players: {
        generator: { net: oneInput(pictureDecoder({ size, base })), update, average },
        critic: { net: energyOf(pictureAutoencoder({ size, base, code }), absoluteErrors), update },
      },
      things: {
        real: pictures.example(options),
        z: noise('z', [code], { kind: 'uniform', from: -1, to: 1 }),
        fake: made('generator', 'z'),
      },
      turns: {
        both: [
          { players: ['critic'], loss: equilibrium('critic', 'real', 'fake', { gamma, gain }) },
          { players: ['generator'], loss: reported('generator', energy('critic', 'fake')) },
        ],
      },
      order: () => [['both']],
      products: { generator: { player: 'generator', inputs: { input: [code] } } },
      shown: { things: ['fake'], rows: 64, picture: (results) => pictureGrid([results.get('fake')!]) },
      judges: [patchDistances('fake', 'real')],
    })
  },
})
