import { join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { RunSettings } from '../game/training.ts'
import { type Checkpoint, checkpointFile, readCheckpoint } from './checkpoint.ts'
import type { RunOptions, RunResult } from './options.ts'
import { Run } from './run.ts'

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
      text: text('training.otherData', { data: settings.data, before: saved.settings.data }),
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
    throw new GanvasError('invalid-input', text('training.noData', { recipe: recipe.name }))
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
    throw new GanvasError('not-found', text('training.nothingToResume', { path }))
  }
  if (!resume) throw new GanvasError('exists', text('training.runThere', { folder: out }))
  const { batch, seed } = saved.settings
  const wanted = { batch, seed, ...settings }
  if (saved.recipe !== recipe.name || batch !== wanted.batch || seed !== wanted.seed)
    throw new GanvasError(
      'invalid-input',
      text('training.otherRun', { path, recipe: saved.recipe, batch, seed }),
    )
  return saved
}
