import type { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import type { Generation } from '../../contract/model/generation.ts'
import type { ModelRole } from '../../contract/model/manifest.ts'
import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Translation } from '../../contract/model/translation.ts'
import type { PublishInput } from '../../contract/procedures/models.ts'
import { text } from '../../contract/text.ts'
import type { OpenSession } from '../../graph/session.ts'
import type { Shape } from '../../graph/shapes.ts'
import { type Net, oneInput } from '../../nets/net.ts'
import type { Network } from '../../nets/weights.ts'
import type { Source } from '../data/source.ts'
import type { GivenRecord } from '../given/record.ts'
import type { Selection } from '../run/best.ts'
import type { StepBuilder } from '../step/step.ts'
import type { NamedTensor } from '../step/tensors.ts'

/** The settings of every training run. */
export interface RunSettings {
  /** The folder of pictures, or the name of a synthetic data set. */
  data: string
  steps: number
  batch: number
  seed: number
}

/** What a run starts with: the tensors of its checkpoint, or of a model that it fine-tunes, by name. */
export interface Start {
  tensors: ReadonlyMap<string, NamedTensor>
  resumed: boolean
  /** A network from elsewhere, which is trained in place of the recipe's own generator. */
  network?: Network | undefined
}

/** Writes what is done with one batch into a step: losses, updates, reports. */
export type Phase = (step: StepBuilder, batch: number) => void

/** A network that a run makes, to be saved as a model. */
export interface Product {
  net: Net
  /** The shapes of its inputs for one example, by name. */
  inputs: Readonly<Record<string, Shape>>
  /** The group of its weights. */
  group: string
  /** Their moving averages are saved. */
  averaged: boolean
  /** What else of what the network hands out is saved, by name. */
  heads?: readonly string[]
}

/** The product of a network of one value. */
export const productOf = ({
  network,
  input,
  ...rest
}: Pick<Product, 'group' | 'averaged'> & { network: Network; input: Shape }): Product => ({
  net: oneInput(network),
  inputs: { input },
  ...rest,
})

export type Results = ReadonlyMap<string, NamedTensor>

/** Data of a run, ready to give batches. */
export interface Opened {
  source: Source
  /** Names of the classes that the examples are of, in the order of the label's numbers, where they are of classes. */
  classes?: readonly string[]
  /** Where the examples for `view` come from, which are never trained on; absent where the data has none to spare. */
  watched?: Source
}

/** A training run, ready to be carried out by the loop. */
export interface Training {
  phases: Readonly<Record<string, Phase>>
  /**
   * The passes of a step. Each takes a batch of its own and runs its phases on it one after the other, so a later
   * phase sees what an earlier one has updated.
   */
  plan(step: number): readonly (readonly string[])[]
  products: Readonly<Record<string, Product>>
  /** Runs the averaged networks on a batch where they have running statistics; see recalibrate.ts. */
  recalibrate?: Phase
  /** Tensors that a new run starts with in place of those that it was given. */
  adapted?: ReadonlyMap<string, NamedTensor>
  /**
   * Writes what is looked at now and then, as results of a step. Unless `picture` draws them otherwise, they are the
   * columns of a grid: pictures [rows, C, H, W] in [-1, 1].
   */
  view?: (step: StepBuilder, rows: number) => void
  /** 8 if not given. */
  viewRows?: number
  /** Draws the results of `view`, as a PNG. */
  picture?: (results: Results) => Promise<Uint8Array>
  /** Measures them. The figures go into the curves. */
  figures?: (results: Results) => Record<string, number>
  /** Figures over examples of their own, beside those of what is shown. */
  judges?: readonly TrainingJudge[]
  /** What looks at the whole batch, where something does: it is not taken in parts. */
  whole?: string
  /** The one of them that says which checkpoint is the best; absent where none does. */
  selectedBy?: Selection
  /** Networks that play along and stay as they are: a run goes on with the same ones alone. */
  given?: readonly GivenRecord[]
  /** Works out what the phases need before the first step. */
  ready?: (open: OpenSession) => Promise<void>
}

/** Looks at so many batches of so many examples, and measures them all together. */
export interface TrainingJudge {
  rows: number
  batches: number
  view(step: StepBuilder, rows: number): void
  figures(results: Results): Record<string, number>
}

/** What a person may say of a model that is made of a run; and the classes that the run told apart, in their order. */
export type ModelAbout = Pick<PublishInput, 'draws' | 'directions' | 'words'> & {
  classes?: readonly string[] | undefined
}

/** Networks of a model, by the roles of their files. */
export type ModelNetworks = Partial<Record<ModelRole, Product>>

/** A model that makes pictures of pictures, and what its networks see and give. */
export interface TranslatingModel {
  networks: ModelNetworks
  translation: Translation
  input: Pick<PictureTensor, 'channels' | 'colorSpace'>
  output: Pick<PictureTensor, 'channels' | 'colorSpace'>
  /** Sides that the networks take are multiples of it. */
  multiple: number
}

/** A model that makes pictures of numbers. */
export interface GeneratingModel {
  networks: ModelNetworks
  generation: Generation
  output: Pick<PictureTensor, 'channels' | 'colorSpace'>
  /** Of the pictures. */
  side: number
}

/** The model that a run becomes. */
export type RunModel = TranslatingModel | GeneratingModel

/** A way to train: a file of this folder. */
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
