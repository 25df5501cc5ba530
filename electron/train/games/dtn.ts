import { z } from 'zod'
import { families, readOff } from '../../nets/families.ts'
import { oneInput } from '../../nets/net.ts'
import { transfer } from '../domains/transfer.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { made, madeAtRest } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { l2, totalVariation } from '../objectives/pixels.ts'
import { takenFor } from '../terms/classes.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { codeOptions, networkOption } from './options.ts'
import { reading } from './reading.ts'
import { updateOf, updateOptions } from './update.ts'

/** What its critic tells apart. */
const [OF_SOURCE, OF_TARGET, REAL] = [0, 1, 2]

/**
 * Domain transfer (Taigman et al. 2017): what a reader knows of a picture, learned from the classes of the first kind and then left
 * as it is, is drawn as a picture of the other kind. The same is to be read off the result (the constancy of f), and
 * pictures of the other kind are to stay as they are.
 */
export const dtn = recipe({
  name: 'dtn',
  summary:
    'from the pictures in DIR/a, a folder for each class, to the kind of those in DIR/b, by what a classifier knows',
  options: z.strictObject({
    ...transfer.options,
    ...codeOptions,
    ...networkOption,
    readUntil: z.coerce
      .number()
      .gt(0)
      .lt(1)
      .default(0.25)
      .describe('share of the run in which the reader learns'),
    constancyWeight: z.coerce.number().min(0).default(15).describe('of reading the same off the result'),
    identityWeight: z.coerce.number().min(0).default(15).describe('of leaving the other kind as it is'),
    smoothWeight: z.coerce.number().min(0).default(0.05).describe('of total variation'),
    ...updateOptions('constant'),
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => transfer.open(settings, options),

  prepare({ steps }, options, data) {
    const { readUntil, constancyWeight, identityWeight, smoothWeight } = options
    const update = updateOf(options)
    const family = families[options.network](options)
    const reader = reading(family, options, data.classes.length, update)
    const smooth = (name: string) => distance(totalVariation, name, name)
    return play({
      players: {
        ...reader.players,
        generator: { net: oneInput(family.generator), update },
        critic: { net: readOff(family.features(options.network === 'dcgan'), 3), update },
      },
      things: {
        ...transfer.examples(options, data),
        codeOfReal: madeAtRest('reader', 'real'),
        codeOfTarget: madeAtRest('reader', 'target'),
        transferred: made('generator', 'codeOfReal'),
        targetAgain: made('generator', 'codeOfTarget'),
        codeAgain: madeAtRest('reader', 'transferred'),
      },
      turns: {
        ...reader.turns,
        critic: [
          {
            players: ['critic'],
            loss: reported(
              'critic',
              sum(
                takenFor('critic', 'transferred', OF_SOURCE),
                takenFor('critic', 'targetAgain', OF_TARGET),
                takenFor('critic', 'target', REAL),
              ),
            ),
          },
        ],
        generator: [
          {
            players: ['generator'],
            loss: sum(
              reported(
                'generator',
                sum(takenFor('critic', 'transferred', REAL), takenFor('critic', 'targetAgain', REAL)),
              ),
              times(constancyWeight, reported('constancy', distance(l2, 'codeAgain', 'codeOfReal'))),
              times(identityWeight, reported('identity', distance(l2, 'targetAgain', 'target'))),
              times(smoothWeight, sum(smooth('transferred'), smooth('targetAgain'))),
            ),
          },
        ],
      },
      order: (step) => [step < readUntil * steps ? ['reader'] : ['critic', 'generator']],
      products: reader.products,
      shown: { things: ['real', 'transferred', 'target', 'targetAgain'], rows: 16 },
      judges: [{ ...patchDistances('transferred', 'target'), rows: 64 }],
    })
  },
})
