import type { Text } from '../../contract/text.ts'
import type { OpenSession } from '../../graph/session.ts'
import type { Source } from '../data/source.ts'
import type { Recipe, RecipeOptions } from '../game/recipe.ts'
import type { RunSettings } from '../game/training.ts'
import type { NamedTensor } from '../step/tensors.ts'
import type { RunFiles } from './checkpoint.ts'
import type { Foreign } from './foreign.ts'

export type RunEvent =
  | { kind: 'progress'; step: number; total: number; secondsLeft: number; losses: Record<string, number> }
  | { kind: 'sample'; step: number; path: string; png: Uint8Array }
  | { kind: 'notice'; text: Text }

export interface RunOptions {
  recipe: Recipe
  /** What is not given is as in the run that is resumed, else as the recipe has it. */
  settings: Partial<RunSettings>
  /** What the recipe's own schema checks. */
  options: RecipeOptions
  /** Opens the recipe's source of batches in another thread, in place of this one's. */
  openSource?: (settings: RunSettings, options: RecipeOptions) => Source
  /** Passes that each batch is taken in from the start; 1 if not given. */
  accumulate?: number
  /** The folder that receives checkpoint, curves, samples and models. It must be there. */
  out: string
  /** Goes on from the folder's checkpoint. */
  resume: boolean
  /** Initial values of tensors by name, for fine-tuning; all others are initialised at random. */
  initial?: ReadonlyMap<string, NamedTensor>
  /** A network from elsewhere to train in place of the recipe's own generator; a run that goes on has it in its folder. */
  foreign?: Foreign
  /** Keeps the checkpoint with the best figure that the recipe is judged by beside the latest one. */
  keepBest?: boolean
  files: RunFiles
  /** Opens the steps in a runtime, on the device that computes them. */
  open: OpenSession
  /** Stops after the step that runs, with a checkpoint. */
  signal: AbortSignal
  /** Awaited before every step: a promise that stays open pauses the run. */
  ready?: () => Promise<void>
  onEvent: (event: RunEvent) => void
  /** Steps between checkpoints, and between sample grids. */
  checkpointEvery?: number
  sampleEvery?: number
}

export interface RunResult {
  /** Steps done in all. */
  step: number
  stopped: boolean
  /** The losses of the last step, by name. */
  losses: Record<string, number>
  seconds: number
}
