import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { FIELD_RANGE } from '../../imaging/distances.ts'
import { glyphUnetWithCode, readsSource } from '../../nets/glyphUnet.ts'
import { GlyphSource } from '../data/glyphs.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { example, from, made } from '../game/things.ts'
import { meanOverlap, overlapAtBest } from '../metrics/overlap.ts'
import { nearBorder } from '../objectives/fields.ts'
import { l1 } from '../objectives/pixels.ts'
import { adam } from '../optimisers/adam.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { watched } from '../terms/watched.ts'
import { fontTermOptions, fontTerms } from './fontTerms.ts'
import { describesStyles, oneStyleOptions, rateOf, withStyle } from './oneStyle.ts'

/** Glyphs of one style that are looked at: those that were held out of the few that there are. */
export const HELD_OUT = 5

/** Pixels from the border of the ink at which a difference counts half. */
const REACH = 2

/**
 * zi2zi's task (Tian 2017): the characters of one font in the styles of others. Signed distance fields in place of pixels, a
 * network of a fortieth of its size whose styles are trained, L1, and the rest of its losses where they are asked for.
 *
 * With `style` it learns one more style beside those of a network, from few glyphs: first the numbers that describe the style, then
 * what draws, while what reads the source stays as it is. Whatever other styles the data has keep the network from forgetting them.
 */
export const font = recipe({
  name: 'font',
  summary: 'styles of fonts, from pairs of glyphs as distance fields',
  options: z.strictObject({
    base: z.coerce.number().int().min(1).max(128).default(16).describe("channels at half the field's size"),
    embedding: z.coerce
      .number()
      .int()
      .min(1)
      .max(512)
      .default(64)
      .describe('numbers that a style is described by'),
    rate: z.coerce
      .number()
      .positive()
      .default(1e-3)
      .describe('learning rate; falls to zero from 3/5 of the run'),
    ...oneStyleOptions,
    ...fontTermOptions,
    clipNorm: z.coerce.number().positive().default(1).describe('norm that gradients are scaled down to'),
    average: z.coerce.number().min(0).max(0.99999).default(0.999).describe('of old weights in their mean'),
  }),
  defaults: { steps: 20_000, batch: 16 },

  async open({ data, seed }, { style, share }) {
    const learned = style === undefined ? undefined : { style, share }
    const { training, heldOut } = await GlyphSource.open(data, seed, learned)
    return { source: training, watched: heldOut }
  },

  prepare({ data }, options, { source: { side, styles: names } }, start) {
    const { base, embedding, clipNorm, average } = options
    const styles = names.length
    const network = glyphUnetWithCode({ styles, base, embedding })
    const field = [1, side, side]
    const learning = options.style !== undefined
    const rateAt = rateOf(options)
    const { players, things, critic, terms } = fontTerms(options, styles)
    const distances = watched(
      'l1',
      times(FIELD_RANGE, distance(l1, 'found', 'target')),
      reported(
        'nearBorder',
        distance((found, target) => nearBorder(found, target, REACH / FIELD_RANGE), 'found', 'target'),
        FIELD_RANGE,
      ),
    )
    const loss = terms.length > 0 ? sum(distances, ...terms) : distances
    const turnOf = (only?: (parameter: string) => boolean) => [
      { players: ['generator'], loss, ...(only && { only }) },
    ]
    return play({
      players: {
        generator: {
          net: network,
          update: { optimiser: adam(), rate: rateAt, clipNorm },
          average,
        },
        ...players,
      },
      things: {
        source: example('source', field),
        target: example('target', field),
        style: example('style', [styles]),
        found: made('generator', { input: 'source', style: 'style' }),
        sourceInk: from(['source'], ink),
        foundInk: from(['found'], ink),
        targetInk: from(['target'], ink),
        ...things,
      },
      turns: {
        regress: turnOf(),
        style: turnOf(describesStyles),
        drawing: turnOf((parameter) => !readsSource(parameter)),
        ...(critic && { critic }),
      },
      order: (step) => [
        [
          ...(critic ? ['critic'] : []),
          !learning ? 'regress' : step < options.styleSteps ? 'style' : 'drawing',
        ],
      ],
      products: { generator: { player: 'generator', inputs: { input: field, style: [styles] } } },
      shown: { things: ['sourceInk', 'foundInk', 'targetInk'], rows: learning ? HELD_OUT : 2 * styles },
      judges: [
        learning
          ? {
              sees: ['found', 'target'],
              figures: (results) => ({
                overlap: overlapAtBest(results.get('found')!, results.get('target')!, 1 / FIELD_RANGE),
              }),
            }
          : {
              sees: ['foundInk', 'targetInk'],
              figures: (results) => ({
                overlap: meanOverlap(results.get('foundInk')!, results.get('targetInk')!),
              }),
            },
      ],
      selectedBy: { figure: 'overlap', better: 'higher' },
      ...(learning && start && { adapted: withStyle(start, { styles, data }) }),
    })
  },
})

/** A field as a picture: black ink on white, in [-1, 1]. */
const ink = (field: Value): Value => op.min(op.max(op.mul(field, -2 * FIELD_RANGE), -1), 1)
