import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { STATISTICS } from '../../imaging/harmony/statistics.ts'
import { FEATURES, TRANSFORM_NUMBERS } from '../../imaging/harmony/transform.ts'
import { harmonizingNet, memberName } from '../../nets/harmonizing.ts'
import { HarmonySource } from '../data/harmonies/source.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import type { Term } from '../game/thing.ts'
import { example, from, headOf, made, noise } from '../game/things.ts'
import type { Results } from '../game/training.ts'
import { mean } from '../objectives/mean.ts'
import { transformError, transformMatrix } from '../objectives/transformError.ts'
import { adam } from '../optimisers/adam.ts'
import { scatter } from '../shown/scatter.ts'
import { cosine } from '../step/schedules.ts'
import type { Moment } from '../step/step.ts'
import { reported, sum } from '../terms/combine.ts'

/** Squared grey levels in the squared errors of colours in [0, 1]. */
const LEVELS = 255 ** 2
/** An object that is changed by less than this, in squared grey levels, still looks as it did. */
const UNSEEN = 25

/**
 * A harmoniser: statistics of an object and of what surrounds it -> one matrix for the object's colours. Learned from parts of
 * pictures that were given the colours of parts of other pictures.
 */
export const harmonize = recipe({
  name: 'harmonize',
  summary: 'colours of a pasted object, from parts of the pictures in DIR recoloured like others',
  options: z.strictObject({
    hidden: z.coerce.number().int().min(8).max(2048).default(256).describe('units of both hidden layers'),
    members: z.coerce.number().int().min(1).max(8).default(2).describe('networks whose answers are averaged'),
    examples: z.coerce.number().int().min(2).max(1e6).default(20_000).describe('made once, then drawn from'),
    unchanged: z.coerce
      .number()
      .min(0)
      .max(0.9)
      .default(0.6)
      .describe('share of the examples whose object fits as it is'),
    cutOut: z.coerce
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('share of objects cut out of a frame (GrabCut), in place of regions grown by colour'),
    rate: z.coerce.number().positive().default(1e-3),
    decay: z.coerce.number().min(0).default(0.05).describe('of the weights, apart from the gradient'),
    noise: z.coerce.number().min(0).max(1).default(0.1).describe('added to the statistics'),
    softened: z.coerce
      .number()
      .positive()
      .default(3000)
      .describe('squared grey levels: above that, an error counts by its root'),
    average: z.coerce.number().min(0).max(0.99999).default(0.998).describe('of old weights in their mean'),
  }),
  defaults: { steps: 6000, batch: 256 },

  async open({ data, seed }, { examples, unchanged, cutOut }) {
    const shares = { unchanged, cutOut }
    const heldOut = await HarmonySource.open(data, {
      ...shares,
      seed: seed + 1,
      examples: 1 << 20,
      part: 'held-out',
    })
    return {
      source: await HarmonySource.open(data, { ...shares, seed, examples }),
      // A small folder may have nothing held out.
      ...(heldOut.pictures > 0 && { watched: heldOut }),
    }
  },

  prepare(_, options) {
    const { members, noise: blur, softened } = options
    const shape = { ...options, hidden: [options.hidden, options.hidden], outputs: TRANSFORM_NUMBERS }
    const rate = ({ step, total }: Moment) => cosine(options.rate)(step, total)
    const each = <T>(make: (member: number) => T) =>
      Array.from({ length: members }, (_, member) => make(member))
    // Each member sees the examples a little differently.
    const seen = each((member) => [
      [`blur${member}`, noise(`blur${member}`, [STATISTICS])] as const,
      [
        `seen${member}`,
        from(['statistics', `blur${member}`], (statistics, drawn) => op.add(statistics, op.mul(drawn, blur))),
      ] as const,
      [`answer${member}`, headOf('answers', memberName(member))] as const,
    ])
    return play({
      players: {
        generator: {
          net: harmonizingNet(shape),
          update: { optimiser: adam({ decoupledDecay: options.decay }), rate },
          average: options.average,
        },
      },
      things: {
        statistics: example('statistics', [STATISTICS]),
        features: example('features', [FEATURES, FEATURES]),
        cross: example('cross', [3, FEATURES]),
        before: example('power', []),
        ...Object.fromEntries(seen.flat()),
        answers: made(
          'generator',
          Object.fromEntries(each((member) => [memberName(member), `seen${member}`])),
        ),
        answer: made('generator', 'statistics'),
        after: from(['answer', ...moments], errorOf),
        moved: from(['answer', 'features'], (numbers, features) => {
          const matrix = transformMatrix(numbers)
          return op.reduceSum(op.mul(op.matMul(matrix, features), matrix), [1, 2], false)
        }),
      },
      turns: {
        regress: [
          { players: ['generator'], loss: reported('error', sum(...each(lossOf(softened))), 1 / members) },
        ],
      },
      order: () => [['regress']],
      products: { generator: { player: 'generator', inputs: { input: [STATISTICS] } } },
      shown: {
        things: ['before', 'after'],
        rows: 1000,
        picture: (results) => scatter(points(results), diagonal),
      },
      judges: [{ sees: ['before', 'after', 'moved'], figures }],
      selectedBy: { figure: 'cut', better: 'higher' },
    })
  },
})

/** Things that the error of an answer is worked out from. */
const moments = ['features', 'cross', 'before'] as const

const errorOf = (numbers: Value, features: Value, cross: Value, power: Value): Value =>
  transformError(transformMatrix(numbers), { features, cross, power })

/**
 * What a member minimises: 2 k (sqrt(1 + e / k) - 1) of its error e, which is e where that is small. A few objects whose
 * colours nobody could guess would otherwise decide.
 */
const lossOf =
  (softened: number) =>
  (member: number): Term => ({
    players: [],
    things: [`answer${member}`, ...moments],
    make(table) {
      const [features, cross, power] = moments.map((name) => table.thing(name)) as [Value, Value, Value]
      const error = errorOf(table.thing(`answer${member}`), features, cross, power)
      const knee = (3 * softened) / LEVELS
      return op.mul(mean(op.sub(op.sqrt(op.add(op.div(error, knee), 1)), 1)), 2 * knee)
    },
  })

const levelsOf = (results: Results, name: string): number[] =>
  Array.from(results.get(name)!.data, (value) => LEVELS * Math.max(0, value))

/** How much of the error is gone, and of the objects that did not fit how many are better and how many spoilt. */
function figures(results: Results): Record<string, number> {
  const before = levelsOf(results, 'before').map((error) => error / 3)
  const after = levelsOf(results, 'after').map((error) => error / 3)
  const moved = levelsOf(results, 'moved').map((change) => Math.sqrt(change / 3))
  const all = [...before.keys()]
  const unfit = all.filter((i) => before[i]! > UNSEEN)
  const fit = all.filter((i) => before[i]! === 0)
  const sum = (of: readonly number[], values: readonly number[]) =>
    of.reduce((total, i) => total + values[i]!, 0)
  const share = (test: (i: number) => boolean) => unfit.filter(test).length / Math.max(1, unfit.length)
  return {
    cut: 1 - sum(unfit, after) / Math.max(1e-9, sum(unfit, before)),
    better: share((i) => after[i]! < before[i]!),
    worse: share((i) => after[i]! > 1.5 * before[i]!),
    untouched: sum(fit, moved) / Math.max(1, fit.length),
  }
}

/** For each object where it was and where it is, in the square that {@link scatter} draws: errors as grey levels. */
function points(results: Results): Float32Array {
  const place = (error: number) => Math.sqrt(error / 3) / 50 - 1
  const before = levelsOf(results, 'before')
  const after = levelsOf(results, 'after')
  return Float32Array.from(before.flatMap((error, i) => [place(error), place(after[i]!)]))
}

/** Where nothing changes. */
const diagonal = Float32Array.from({ length: 400 }, (_, i) => Math.floor(i / 2) / 100 - 1)
