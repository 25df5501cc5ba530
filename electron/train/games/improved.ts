import { z } from 'zod'
import { families, readOff } from '../../nets/families.ts'
import { oneInput } from '../../nets/net.ts'
import { classCritic } from '../../nets/reader.ts'
import { steadilyNoisy } from '../critic/view.ts'
import { semilabelled } from '../domains/semilabelled.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { headOf, made, noise } from '../game/things.ts'
import { agreementOf } from '../judges/classes.ts'
import { pictureGrid } from '../shown/grid.ts'
import { asFake, asReal } from '../terms/adversarial.ts'
import { category } from '../terms/classes.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { featureMeans } from '../terms/featureMeans.ts'
import { averageOption, latentOptions, networkOption } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/**
 * Sorting pictures of which few are sorted (Salimans et al. 2016, section 5): the critic tells the classes of the few, and the
 * rest, of any class, from what was made. The generator only matches what the critic sees on average (section 3.1): its pictures
 * are not what this is for.
 */
export const improved = recipe({
  name: 'improved',
  summary:
    'a classifier of pictures, from a few in a folder for each class in DIR and many others in --second',
  options: z.strictObject({
    ...semilabelled.options,
    ...latentOptions,
    ...networkOption,
    noise: z.coerce.number().min(0).default(0.3).describe('deviation of the noise on what the critic sees'),
    unlabelledWeight: z.coerce.number().min(0).default(1).describe('0 learns from the labels alone'),
    ...updateOptions('constant'),
    ...averageOption,
    average: averageOption.average.default(0.999),
  }),
  defaults: { steps: 20_000, batch: 100 },
  open: (settings, options) => semilabelled.open(settings, options),

  prepare(_, options, data) {
    const { size, latent, unlabelledWeight, average } = options
    const [form, update] = [nonSaturating(), updateOf(options)]
    const family = families[options.network](options)
    const told = reported('category', category('classifier', 'real', 'label', 'scores'))
    const apart = sum(asReal(form, 'classifier', 'unlabelled'), asFake(form, 'classifier', 'fake'))
    return play({
      players: {
        generator: { net: oneInput(family.generator), update },
        classifier: {
          net: classCritic(readOff(family.features(false), data.classes.length)),
          update,
          average: average || undefined,
          sees: steadilyNoisy(options.noise),
        },
      },
      things: {
        ...semilabelled.examples(options, data),
        z: noise('z', [latent]),
        fake: made('generator', 'z'),
        seen: made('classifier', 'real'),
        scores: headOf('seen', 'scores'),
      },
      turns: {
        classifier: [
          {
            players: ['classifier'],
            loss:
              unlabelledWeight > 0 ? sum(told, times(unlabelledWeight / 2, reported('critic', apart))) : told,
          },
        ],
        generator: [
          {
            players: ['generator'],
            loss: reported('generator', featureMeans('classifier', 'unlabelled', 'fake', ['features'])),
          },
        ],
      },
      order: () => [unlabelledWeight > 0 ? ['classifier', 'generator'] : ['classifier']],
      products: {
        classifier: { player: 'classifier', inputs: { input: [3, size, size] }, heads: ['scores'] },
      },
      shown: { things: ['fake'], rows: 64, picture: (results) => pictureGrid([results.get('fake')!]) },
      judges: [
        {
          sees: ['scores', 'label'],
          rows: 64,
          batches: 4,
          figures: (results) => ({ rightSeen: agreementOf(results, 'scores', 'label') }),
        },
      ],
    })
  },
})
