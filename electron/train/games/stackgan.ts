import { z } from 'zod'
import { firstStage, secondStage, textCritic } from '../../nets/captions.ts'
import { halved } from '../../nets/laplacian.ts'
import { captioned } from '../domains/captioned.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { from, made, madeAtRest, noise } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { matching } from '../terms/matching.ts'
import { standardNormal } from '../terms/prior.ts'
import { averageOption, captionOptions, latentOptions } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/**
 * Pictures of a text in two stages (Zhang et al. 2017): a small one of noise and of numbers drawn about the text, and then, with
 * the first stage as it is, one of twice the side, for which the text is read again.
 */
export const stackgan = recipe({
  name: 'stackgan',
  summary: 'as gancls, in two stages: a small picture first, then one of twice its side',
  options: z.strictObject({
    ...captioned.options,
    ...latentOptions,
    ...captionOptions,
    refineFrom: z.coerce
      .number()
      .gt(0)
      .lt(1)
      .default(0.5)
      .describe('share of the run after which the second stage learns'),
    priorWeight: z.coerce
      .number()
      .min(0)
      .default(2)
      .describe('keeps what is drawn about a text near to standard normal'),
    ...updateOptions('constant'),
    ...averageOption,
    average: averageOption.average.default(0.999),
  }),
  defaults: { steps: 40_000, batch: 64 },
  open: (settings, options) => captioned.open(settings, options),

  prepare({ steps }, options, data) {
    const { size, latent, embedding, wrongWeight, refineFrom, priorWeight, average } = options
    const [form, update] = [nonSaturating(), updateOf(options)]
    const small = { ...options, size: size / 2 }
    const stage = (generator: string, critic: string, pictures: readonly [string, string, string]) => ({
      [critic]: [
        { players: [critic], loss: reported(critic, matching(form, critic, pictures, 'text', wrongWeight)) },
      ],
      [generator]: [
        {
          players: [generator],
          loss: sum(
            reported(generator, fool(form, critic, { input: pictures[2], text: 'text' })),
            times(priorWeight, reported(`${generator}Prior`, standardNormal(pictures[2]))),
          ),
        },
      ],
    })
    const drawn = { input: 'z', text: 'text', epsilon: 'epsilon' }
    const text = [data.classes.length]
    return play({
      players: {
        // Looked at by the other stage from step to step: an average would lack its statistics until they are gathered.
        first: { net: firstStage(small), update },
        firstCritic: { net: textCritic(small), update },
        second: { net: secondStage(options), update, average: average || undefined },
        secondCritic: { net: textCritic(options), update },
      },
      things: {
        ...captioned.examples(options, data),
        realSmall: from(['real'], halved),
        otherSmall: from(['other'], halved),
        z: noise('z', [latent]),
        epsilon: noise('epsilon', [embedding]),
        secondEpsilon: noise('secondEpsilon', [embedding]),
        small: made('first', drawn),
        sketch: madeAtRest('first', drawn),
        large: made('second', { input: 'sketch', text: 'text', epsilon: 'secondEpsilon' }),
      },
      turns: {
        ...stage('first', 'firstCritic', ['realSmall', 'otherSmall', 'small']),
        ...stage('second', 'secondCritic', ['real', 'other', 'large']),
      },
      order: (step) => [step < refineFrom * steps ? ['firstCritic', 'first'] : ['secondCritic', 'second']],
      products: {
        first: { player: 'first', inputs: { input: [latent], text, epsilon: [embedding] } },
        second: { player: 'second', inputs: { input: [3, size / 2, size / 2], text, epsilon: [embedding] } },
      },
      ...(average > 0 && { gathers: ['large'] }),
      shown: { things: ['large', 'real'], rows: 16 },
      judges: [{ ...patchDistances('large', 'real'), rows: 64 }],
    })
  },
})
