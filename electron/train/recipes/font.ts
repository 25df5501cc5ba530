import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { FIELD_RANGE } from '../../imaging/distances.ts'
import { glyphUnet } from '../../nets/glyphUnet.ts'
import { GlyphSource } from '../data/glyphs.ts'
import { meanOverlap } from '../metrics/overlap.ts'
import { nearBorder } from '../objectives/fields.ts'
import { l1 } from '../objectives/pixels.ts'
import { adam } from '../optimisers/adam.ts'
import { linearDecay } from '../step/schedules.ts'
import type { StepBuilder } from '../step/step.ts'
import { recipe } from './recipe.ts'

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
    const field = (step: StepBuilder, name: string, batch: number) => step.input(name, [batch, 1, side, side])
    const style = (step: StepBuilder, batch: number) => step.input('style', [batch, styles])
    return {
      plan: () => [['regress']],
      products: {
        generator: {
          network: (input, weights, conditions) => network(input, conditions.style!, weights),
          input: [1, side, side],
          conditions: { style: [styles] },
          group: 'generator',
          averaged: true,
        },
      },
      phases: {
        regress(step, batch) {
          const target = field(step, 'target', batch)
          const found = network(field(step, 'source', batch), style(step, batch), step.weights('generator'))
          const loss = nearBorder(found, target, REACH / FIELD_RANGE)
          step.report('l1', op.mul(l1(found, target), FIELD_RANGE))
          step.report('nearBorder', op.mul(loss, FIELD_RANGE))
          const rateAt = linearDecay(rate, CONSTANT_UNTIL)
          step.minimise('generator', loss, {
            optimiser: adam(),
            rate: (moment) => rateAt(moment.step, moment.total),
            clipNorm,
          })
          step.average('generator', average)
        },
      },
      viewRows: 2 * styles,
      view(step, rows) {
        const source = field(step, 'source', rows)
        step.result('source', ink(source))
        step.result('result', ink(network(source, style(step, rows), step.averaged('generator'))))
        step.result('target', ink(field(step, 'target', rows)))
      },
      figures: (results) => ({ overlap: meanOverlap(results.get('result')!, results.get('target')!) }),
      selectedBy: { figure: 'overlap', better: 'higher' },
    }
  },
})

/** A field as a picture: black ink on white, in [-1, 1]. */
const ink = (field: Value): Value => op.min(op.max(op.mul(field, -2 * FIELD_RANGE), -1), 1)
