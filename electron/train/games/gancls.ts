import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import { textCritic, withText } from '../../nets/captions.ts'
import { dcganGenerator } from '../../nets/dcgan.ts'
import { captioned } from '../domains/captioned.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { from, made, noise } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { pictureGrid } from '../shown/grid.ts'
import { fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { matching } from '../terms/matching.ts'
import { generatingModel, wordsOf } from './generating.ts'
import { averageOption, captionOptions, latentOptions } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/**
 * Pictures of a text (Reed et al. 2016). GAN-CLS: the critic also sees real pictures of which something else is said, and learns
 * that they do not match. GAN-INT: the generator is trained between texts too, for which there are no pictures.
 */
export const gancls = recipe({
  name: 'gancls',
  summary:
    'a generator of pictures of what is said, from pictures in DIR with a text beside or in their names',
  options: z.strictObject({
    ...captioned.options,
    ...latentOptions,
    ...captionOptions,
    mixedWeight: z.coerce.number().min(0).default(1).describe('of texts half way between two (INT)'),
    ...updateOptions('constant'),
    ...averageOption,
    average: averageOption.average.default(0.999),
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => captioned.open(settings, options),

  model(options, about) {
    const words = wordsOf(about)
    const networks = {
      generator: {
        net: withText(dcganGenerator(options), options.embedding),
        inputs: { input: [options.latent], text: [words.length] },
        group: 'generator',
        averaged: options.average > 0,
      },
    }
    return generatingModel(networks, options, words, 'text')
  },

  prepare(_, options, data) {
    const { latent, embedding, wrongWeight, mixedWeight, average } = options
    const [form, update] = [nonSaturating(), updateOf(options)]
    const fooled = reported('generator', fool(form, 'critic', { input: 'fake', text: 'text' }))
    const between = fool(form, 'critic', { input: 'between', text: 'mixed' })
    return play({
      players: {
        generator: {
          net: withText(dcganGenerator(options), embedding),
          update,
          average: average || undefined,
        },
        critic: { net: textCritic(options), update },
      },
      things: {
        ...captioned.examples(options, data),
        z: noise('z', [latent]),
        fake: made('generator', { input: 'z', text: 'text' }),
        mixed: from(['text', 'otherText'], (a, b) => op.mul(op.add(a!, b!), 0.5)),
        between: made('generator', { input: 'z', text: 'mixed' }),
      },
      turns: {
        critic: [
          {
            players: ['critic'],
            loss: reported(
              'critic',
              matching(form, 'critic', ['real', 'other', 'fake'], 'text', wrongWeight),
            ),
          },
        ],
        generator: [
          {
            players: ['generator'],
            loss: mixedWeight > 0 ? sum(fooled, times(mixedWeight, between)) : fooled,
          },
        ],
      },
      order: () => [['critic', 'generator']],
      products: {
        generator: { player: 'generator', inputs: { input: [latent], text: [data.classes.length] } },
      },
      ...(average > 0 && { gathers: ['fake'] }),
      shown: { things: ['fake'], rows: 64, picture: (results) => pictureGrid([results.get('fake')!]) },
      judges: [patchDistances('fake', 'real')],
    })
  },
})
