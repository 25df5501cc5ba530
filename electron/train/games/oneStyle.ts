import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { Start } from '../game/training.ts'
import { linearDecay } from '../step/schedules.ts'
import type { Moment } from '../step/step.ts'
import { averageOf } from '../step/stepWeights.ts'
import type { NamedTensor } from '../step/tensors.ts'

/** Options of learning one more style from few glyphs. */
export const oneStyleOptions = {
  style: z.string().optional().describe('learns this one style of DIR, beside those of the model in --from'),
  share: z.coerce
    .number()
    .gt(0)
    .max(1)
    .default(0.75)
    .describe('of the glyphs that are of the one style; the others keep the network from forgetting'),
  styleSteps: z.coerce
    .number()
    .int()
    .min(0)
    .default(100)
    .describe('first steps of the one style, which change its description alone'),
  styleRate: z.coerce.number().positive().default(0.01).describe('learning rate of those steps'),
}

/** Steps over which the rate rises after those of the description: the optimiser knows nothing yet of what it moves then. */
const WARM_UP = 10
/** Share of a run before the rate falls; of one style, of what is left after those first steps. */
const CONSTANT_UNTIL = 0.6

/** The learning rate: constant and then falling to zero; of one style after its first steps. */
export function rateOf({
  style,
  styleSteps,
  styleRate,
  rate,
}: {
  style?: string | undefined
  styleSteps: number
  styleRate: number
  rate: number
}): (moment: Pick<Moment, 'step' | 'total'>) => number {
  const falling = linearDecay(rate, CONSTANT_UNTIL)
  if (style === undefined) return ({ step, total }) => falling(step, total)
  return ({ step, total }) => {
    if (step < styleSteps) return styleRate
    const [done, all] = [step - styleSteps, total - styleSteps]
    return falling(done, all) * Math.min(1, (done + 1) / WARM_UP)
  }
}

/** The weights that describe a style, a row each. */
const TABLE = 'generator/styles/weight'

export const describesStyles = (parameter: string): boolean => parameter === TABLE

/**
 * The weights with one more style, which begins as the mean of the others; nothing where it is there.
 *
 * @throws invalid-input for a network of other styles than the data has, and for none
 */
export function withStyle(
  { tensors, resumed }: Start,
  { styles, data }: { styles: number; data: string },
): ReadonlyMap<string, NamedTensor> {
  const table = tensors.get(TABLE)
  const [rows = 0] = table?.shape ?? []
  if (resumed || rows === styles) return new Map()
  if (!table || rows !== styles - 1)
    throw new GanvasError('invalid-input', text('recipes.noStylesYet', { others: styles - 1, folder: data }))
  return withMixture(tensors, new Float32Array(rows).fill(1 / rows))
}

/**
 * The weights of a table of styles with one more, a mixture of the others.
 *
 * @param tensors the weights of a network that has such a table
 * @param shares how much of each style
 */
export function withMixture(
  tensors: ReadonlyMap<string, NamedTensor>,
  shares: ArrayLike<number>,
): ReadonlyMap<string, NamedTensor> {
  const table = tensors.get(TABLE)!
  const [rows = 0, width = 0] = table.shape
  const data = new Float32Array((rows + 1) * width)
  data.set(table.data)
  for (let at = 0; at < rows * width; at++)
    data[rows * width + (at % width)]! += table.data[at]! * shares[Math.floor(at / width)]!
  const longer = { shape: [rows + 1, width], data }
  return new Map([
    [TABLE, longer],
    [averageOf(TABLE), longer],
  ])
}
