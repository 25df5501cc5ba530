import type { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { Network } from '../../nets/weights.ts'
import type { ModelAbout, RunModel } from './model.ts'
import type { Opened, RunSettings, Start, Training } from './training.ts'

/** A way to train: a file of games/. */
export interface Recipe<Options = unknown, Data extends Opened = Opened> {
  readonly name: string
  /** Half a line for the command line. */
  readonly summary: string
  /** What can be chosen beyond the settings of every run. Values may come as text. */
  readonly options: z.ZodType<Options>
  readonly defaults: { readonly steps: number; readonly batch: number }
  /** Opens the data, for the thread that makes batches too: no network is built for it. */
  open(settings: RunSettings, options: Options): Promise<Data>
  /** @param start absent where everything is new */
  prepare(settings: RunSettings, options: Options, data: Data, start?: Start): Training | Promise<Training>
  /**
   * Absent where no tool takes what it makes.
   *
   * @param network as in {@link Start}
   */
  model?(options: Options, about: ModelAbout, network?: Network): RunModel
}

/** Forgets the types of a recipe's options, which are checked against its own schema before it runs, and of its data. */
export const recipe = <Options, Data extends Opened>(definition: Recipe<Options, Data>): Recipe =>
  definition as unknown as Recipe

/** Options of a recipe as they were given; its own schema checks them. */
export type RecipeOptions = Readonly<Record<string, unknown>>

/** @throws invalid-input naming the option and the value, as `data.option` too */
export function checkedOptions(recipe: Recipe, given: RecipeOptions): Record<string, unknown> {
  const parsed = recipe.options.safeParse(given)
  if (parsed.success) return parsed.data as Record<string, unknown>
  const [issue] = parsed.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const option = unknown ?? issue?.path.join('.')
  throw new GanvasError(
    'invalid-input',
    unknown
      ? text('recipes.noOption', { recipe: recipe.name, option: unknown })
      : text('recipes.badOption', {
          recipe: recipe.name,
          option: option ?? '',
          value: String(given[option ?? '']),
          said: issue?.message ?? '',
        }),
    { option },
  )
}
