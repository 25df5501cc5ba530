import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openOnProcessor } from '../../electron/graph/testing/runtime.fixture.ts'
import type { Recipe } from '../../electron/train/game/recipe.ts'
import { train } from '../../electron/train/run/train.ts'

/** A claim of a paper, and the experiment that shows whether it holds here. */
export interface Row {
  /** What `scripts/survey.ts` calls it. */
  readonly name: string
  readonly reference: string
  readonly claim: string
  /** What must be so, in words, for the claim to count as reproduced. */
  readonly required: string
  readonly seeds: readonly number[]
  /** Runs it once. @param share of the steps that the experiment takes; a test takes few */
  figures(seed: number, share: number): Promise<Record<string, number>>
  /** Whether the figures of all seeds are what is required. */
  reached(figures: readonly Record<string, number>[]): boolean
}

export interface Played {
  recipe: Recipe
  options?: Record<string, unknown>
  data?: string
  steps: number
  batch: number
  seed: number
}

/** Trains on the processor, and keeps nothing. @returns losses and figures of the last step */
export async function played({
  recipe,
  options = {},
  data = 'none',
  steps,
  batch,
  seed,
}: Played): Promise<Record<string, number>> {
  const out = await mkdtemp(join(tmpdir(), 'ganvas-survey-'))
  const running = train({
    recipe,
    settings: { data, steps, batch, seed },
    options,
    out,
    resume: false,
    files: { read: async () => null, write: async () => {} },
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: () => {},
    sampleEvery: steps,
    checkpointEvery: steps,
  })
  const { losses } = await running.finally(() => rm(out, { recursive: true }))
  return losses
}

/** So many steps, a whole number of them from 1 up. */
export const stepsOf = (all: number, share: number): number => Math.max(1, Math.round(all * share))
