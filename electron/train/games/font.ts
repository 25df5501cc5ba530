import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { FIELD_RANGE } from '../../imaging/distances.ts'
import { glyphUnet } from '../../nets/glyphUnet.ts'
import { withoutHeads } from '../../nets/net.ts'
import { GlyphSource } from '../data/glyphs.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { example, from, made } from '../game/things.ts'
import { meanOverlap } from '../metrics/overlap.ts'
import { nearBorder } from '../objectives/fields.ts'
import { l1 } from '../objectives/pixels.ts'
import { adam } from '../optimisers/adam.ts'
import { linearDecay } from '../step/schedules.ts'
import { reported, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { watched } from '../terms/watched.ts'

/** Pixels from the border of the ink at which a difference counts half. */
const REACH = 2

/** Share of the run before the rate falls. */
const CONSTANT_UNTIL = 0.6

/**
 * zi2zi's task (Tian 2017): the characters of one font in the styles of others. Signed distance fields in place of pixels, a
 * network of a fortieth of its size whose styles are trained, and no critic.
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
    clipNorm: z.coerce.number().positive().default(1).describe('norm that gradients are scaled down to'),
    average: z.coerce.number().min(0).max(0.99999).default(0.999).describe('of old weights in their mean'),
  }),
  defaults: { steps: 20_000, batch: 16 },

  async open({ data, seed }) {
    const { training, heldOut } = await GlyphSource.open(data, seed)
    return { source: training, watched: heldOut }
  },

  prepare(_, { base, embedding, rate, clipNorm, average }, { source: { side, styles: names } }) {
    const styles = names.length
    const network = glyphUnet({ styles, base, embedding })
    const field = [1, side, side]
    const rateAt = linearDecay(rate, CONSTANT_UNTIL)
    const error = distance(
      (found, target) => nearBorder(found, target, REACH / FIELD_RANGE),
      'found',
      'target',
    )
    return play({
      players: {
        generator: {
          net: ({ input, style }, weights) => withoutHeads(network(input!, style!, weights)),
          update: { optimiser: adam(), rate: ({ step, total }) => rateAt(step, total), clipNorm },
          average,
        },
      },
      things: {
        source: example('source', field),
        target: example('target', field),
        style: example('style', [styles]),
        found: made('generator', { input: 'source', style: 'style' }),
        sourceInk: from(['source'], ink),
        foundInk: from(['found'], ink),
        targetInk: from(['target'], ink),
      },
      turns: {
        regress: [
          {
            players: ['generator'],
            loss: watched(
              'l1',
              times(FIELD_RANGE, distance(l1, 'found', 'target')),
              reported('nearBorder', error, FIELD_RANGE),
            ),
          },
        ],
      },
      order: () => [['regress']],
      products: { generator: { player: 'generator', inputs: { input: field, style: [styles] } } },
      shown: { things: ['sourceInk', 'foundInk', 'targetInk'], rows: 2 * styles },
      judges: [
        {
          sees: ['foundInk', 'targetInk'],
          figures: (results) => ({
            overlap: meanOverlap(results.get('foundInk')!, results.get('targetInk')!),
          }),
        },
      ],
      selectedBy: { figure: 'overlap', better: 'higher' },
    })
  },
})

/** A field as a picture: black ink on white, in [-1, 1]. */
const ink = (field: Value): Value => op.min(op.max(op.mul(field, -2 * FIELD_RANGE), -1), 1)
