import type { OpenSession } from '../../graph/session.ts'
import type { Network } from '../../nets/weights.ts'
import type { Source } from '../data/source.ts'
import type { GivenRecord } from '../given/record.ts'
import type { StepBuilder } from '../step/step.ts'
import type { NamedTensor } from '../step/tensors.ts'
import type { Product } from './product.ts'

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

export type Results = ReadonlyMap<string, NamedTensor>

/** Data of a run, ready to give batches. */
export interface Opened {
  source: Source
  /** Names of the classes that the examples are of, or the words that are said of them, in the order of the numbers of label or text. */
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

/** A figure of the curves, and which way it improves. */
export interface Selection {
  readonly figure: string
  readonly better: 'higher' | 'lower'
}
