import { join } from 'node:path'
import { GanvasError } from '../contract/errors.ts'
import { type Checkpoint, checkpointFile, type RunFiles, readCheckpoint } from './checkpoint.ts'
import type { Source } from './data/source.ts'
import type { Recipe, RecipeOptions, RunSettings } from './recipes/recipe.ts'
import { Run } from './run.ts'
import type { NamedTensor } from './tensors.ts'
import type { SessionOptions } from './trainer.ts'

export type RunEvent =
  | { kind: 'progress'; step: number; total: number; secondsLeft: number; losses: Record<string, number> }
  | { kind: 'sample'; step: number; path: string; png: Uint8Array }
  | { kind: 'notice'; text: string }

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
  /** What tensors of a new run start as, by name, in place of random numbers: fine-tuning. Others start as they do. */
  initial?: ReadonlyMap<string, NamedTensor>
  /** Keeps the checkpoint with the best figure that the recipe is judged by beside the latest one. */
  keepBest?: boolean
  files: RunFiles
  session?: SessionOptions
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
  /** Of the last step. */
  losses: Record<string, number>
  seconds: number
}

/**
 * Carries out a training run, from the first or the resumed step to the last. A resumed run gives the numbers of an
 * unbroken one, bit for bit on one device.
 *
 * @throws invalid-input when a loss is no longer finite, naming step and tensor; the checkpoint on disk stays good
 * @throws exists when the folder holds a run and `resume` is false
 */
export async function train(options: RunOptions): Promise<RunResult> {
  const began = performance.now()
  const saved = await checkpointOf(options)
  const settings = settingsOf(options, saved)
  if (saved && saved.settings.data !== settings.data)
    options.onEvent({
      kind: 'notice',
      text: `Going on with the data of ${settings.data}; until here it was ${saved.settings.data}.`,
    })
  const run = await Run.open({ ...options, settings }, saved)
  try {
    const done = await run.toTheEnd()
    return { ...done, seconds: (performance.now() - began) / 1000 }
  } finally {
    await run.release()
  }
}

function settingsOf({ recipe, settings }: RunOptions, saved: Checkpoint | null): RunSettings {
  const { data, ...rest } = { ...recipe.defaults, seed: 0, ...saved?.settings, ...settings }
  if (data === undefined)
    throw new GanvasError('invalid-input', `"${recipe.name}" needs data to train on. Give it by --data.`)
  return { data, ...rest }
}

async function checkpointOf({
  out,
  resume,
  files,
  recipe,
  settings,
}: RunOptions): Promise<Checkpoint | null> {
  const saved = await readCheckpoint(out, files)
  const path = join(out, checkpointFile)
  if (!saved) {
    if (!resume) return null
    throw new GanvasError('not-found', `There is no ${path} to go on from. Train without --resume.`, { path })
  }
  if (!resume)
    throw new GanvasError(
      'exists',
      `${out} holds a training run already. Go on with it by --resume, or choose another folder.`,
      { path },
    )
  const { batch, seed } = saved.settings
  const wanted = { batch, seed, ...settings }
  if (saved.recipe !== recipe.name || batch !== wanted.batch || seed !== wanted.seed)
    throw new GanvasError(
      'invalid-input',
      `${path} is a run of "${saved.recipe}" with batch ${batch} and seed ${seed}. Resume it with the same, or start anew in another folder.`,
      { path, batch, seed },
    )
  return saved
}
