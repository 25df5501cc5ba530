import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import { families } from '../../nets/families.ts'
import { normal } from '../../nets/initialisers.ts'
import { oneInput, withoutHeads } from '../../nets/net.ts'
import { labelled } from '../domains/labelled.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import type { Thing } from '../game/thing.ts'
import { headOf, made, madeAtRest, still } from '../game/things.ts'
import { agreementOf } from '../judges/classes.ts'
import { categoryEntropy } from '../objectives/category.ts'
import { l2 } from '../objectives/pixels.ts'
import { direction } from '../optimisers/direction.ts'
import { pictureGrid } from '../shown/grid.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { codeOptions, networkOption, scoreOf } from './options.ts'
import { reading } from './reading.ts'
import { updateOf, updateOptions } from './update.ts'

/** Walks at a time, and the shares of the run after which the reader, and then the generator, have learned. */
const [WALKS, READ, DRAWN] = [64, 0.25, 0.9]

/** Walk k asks for class k, and on from the first again. */
const askedOf = (classes: number): Thing => ({
  players: [],
  things: ['label'],
  make: (table) => {
    const ones = Float32Array.from({ length: WALKS * classes }, (_, at) =>
      at % classes === Math.floor(at / classes) % classes ? 1 : 0,
    )
    return op.constant(table.thing('label'), [WALKS, classes], ones)
  },
})

/**
 * Plug and play generative networks (Nguyen et al. 2017): a reader learns classes, a generator to draw a picture again of what the
 * reader knows of it; then samples walk through what may be known: towards what the reader finds in their own picture (the
 * prior), and towards their class. Steps have one length, so the weights only say how the two compare. Their noise is left out,
 * which the authors have at 1e-17.
 */
export const ppgn = recipe({
  name: 'ppgn',
  summary: 'pictures of a class, from a folder for each in DIR, by walks through what a classifier knows',
  options: z.strictObject({
    ...labelled.options,
    ...codeOptions,
    ...networkOption,
    priorWeight: z.coerce.number().min(0).default(1).describe('of staying where pictures are'),
    classWeight: z.coerce.number().min(0).default(1).describe('of being of the class'),
    walkRate: z.coerce
      .number()
      .positive()
      .default(0.02)
      .describe('mean change of a number by a step, of -1 to 1'),
    ...updateOptions('constant'),
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => labelled.open(settings, options),

  prepare({ steps }, options, data) {
    const { code, priorWeight, classWeight, walkRate } = options
    const classes = data.classes.length
    const [form, update] = [nonSaturating(), updateOf(options)]
    const family = families[options.network](options)
    const reader = reading(family, options, classes, update)
    const walk = { optimiser: direction(), rate: () => walkRate, clamp: 1 }
    return play({
      players: {
        ...reader.players,
        generator: { net: oneInput(family.generator), update },
        critic: { net: scoreOf(family), update },
        walks: {
          net: (_, own) => withoutHeads(own.parameter('at', [WALKS, code], normal(0, 0.3))),
          update: walk,
        },
      },
      things: {
        ...labelled.examples(options, data),
        code: madeAtRest('reader', 'real'),
        again: made('generator', 'code'),
        codeAgain: madeAtRest('reader', 'again'),
        asked: askedOf(classes),
        walk: made('walks', 'asked'),
        sample: madeAtRest('generator', 'walk'),
        found: madeAtRest('reader', 'sample'),
        scores: headOf('found', 'scores'),
        prior: still('found'),
      },
      turns: {
        ...reader.turns,
        critic: [
          {
            players: ['critic'],
            loss: reported('critic', sum(asReal(form, 'critic', 'real'), asFake(form, 'critic', 'again'))),
          },
        ],
        generator: [
          {
            players: ['generator'],
            loss: sum(
              times(10, reported('picture', distance(l2, 'again', 'real'))),
              times(10, reported('code', distance(l2, 'codeAgain', 'code'))),
              reported('generator', fool(form, 'critic', 'again')),
            ),
          },
        ],
        walk: [
          {
            players: ['walks'],
            loss: sum(
              times(classWeight, reported('walkClass', distance(categoryEntropy, 'scores', 'asked'))),
              // Half of the sum over the code, as the other is one of the picture: its slope is the way to the prior.
              times((priorWeight * code) / 2, reported('walkPrior', distance(l2, 'walk', 'prior'))),
            ),
          },
        ],
      },
      order: (step) => [
        step < READ * steps ? ['reader'] : step < DRAWN * steps ? ['critic', 'generator'] : ['walk'],
      ],
      products: reader.products,
      shown: { things: ['sample'], picture: (results) => pictureGrid([results.get('sample')!]) },
      judges: [
        {
          sees: ['scores', 'asked'],
          figures: (results) => ({ asked: agreementOf(results, 'scores', 'asked') }),
        },
      ],
    })
  },
})
