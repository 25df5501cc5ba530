import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fromPlainError, GanvasError, type PlainError } from '../../contract/errors.ts'
import type { Estimate, LabPlan } from '../../contract/procedures/lab.ts'
import type { RecipeOptions } from '../../train/game/recipe.ts'
import type { RunSettings } from '../../train/game/training.ts'
import type { Foreign } from '../../train/run/foreign.ts'
import type { StartingPoint } from '../models/startingPoint.ts'
import { builtFile } from '../paths.ts'
import type { SessionPlace } from '../sessions/place.ts'
import { folderOf, optionsOf, recipeOf } from './plan.ts'

/** The order to the measuring process. */
export interface MeasureOrder {
  recipe: string
  settings: RunSettings
  options: RecipeOptions
  threads: number
  place: SessionPlace
  foreign?: Foreign | undefined
  /** An empty folder. */
  out: string
}

/** Seconds of each step after the first. */
export interface MeasureAnswer {
  seconds: number[]
  memoryBytes: number
}

/** Samples and checkpoints take about this share of a training beside its steps. */
const BESIDE = 0.08

/**
 * Measures a few steps of the very program that would train, on the very data, in a process of its own: an estimate for
 * this machine as busy as it is now.
 */
export async function estimate(
  plan: LabPlan,
  start: StartingPoint | null,
  place: SessionPlace,
  signal: AbortSignal,
): Promise<Estimate> {
  const out = await mkdtemp(join(tmpdir(), 'ganvas-lab-'))
  try {
    const { settings, data } = plan
    const answer = await inChild(
      {
        recipe: recipeOf(data),
        // Not fewer steps than are measured, of which a short training may have fewer.
        settings: {
          data: folderOf(data),
          steps: 1_000_000,
          batch: settings.batch,
          seed: settings.seed,
        },
        options: optionsOf(plan),
        threads: settings.threads,
        foreign: start?.foreign,
        place,
        out,
      },
      signal,
    )
    return { ...estimateOf(answer.seconds, settings.steps), memoryBytes: answer.memoryBytes }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

/** The time of a training by some of its steps. */
export function estimateOf(measured: readonly number[], steps: number): Omit<Estimate, 'memoryBytes'> {
  const sorted = [...measured].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!
  const secondsPerStep = at(0.5)
  return {
    secondsPerStep,
    measuredSteps: sorted.length,
    spread: (at(0.75) - at(0.25)) / 2 / secondsPerStep,
    secondsOfOne: secondsPerStep * (1 + BESIDE),
    seconds: steps * secondsPerStep * (1 + BESIDE),
  }
}

function inChild(order: MeasureOrder, signal: AbortSignal): Promise<MeasureAnswer> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(builtFile('measure.js')), [], {
      serialization: 'advanced',
      stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
    })
    const stop = () => fail(new GanvasError('cancelled', 'The job was cancelled.'))
    const end = () => {
      signal.removeEventListener('abort', stop)
      child.kill('SIGKILL')
    }
    const fail = (error: GanvasError) => {
      end()
      reject(error)
    }
    signal.addEventListener('abort', stop, { once: true })
    child.on('message', (answer: MeasureAnswer | { error: PlainError }) => {
      if ('error' in answer) return fail(fromPlainError(answer.error))
      end()
      resolve(answer)
    })
    child.once('error', (error) => fail(new GanvasError('internal', error.message)))
    child.once('exit', (code, how) =>
      fail(new GanvasError('internal', `The measuring process ended without an answer (${how ?? code}).`)),
    )
    child.send(order)
  })
}
