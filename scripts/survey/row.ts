import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
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
  /** How a person trains the same on pictures of their own; absent where the experiment is of none. */
  readonly command?: string
  readonly seeds: readonly number[]
  /**
   * Runs it once.
   *
   * @param share of the steps that the experiment takes; a test takes few
   * @param show  keeps a picture of what was made
   */
  figures(seed: number, share: number, show: Show): Promise<Record<string, number>>
  /** Whether the figures of all seeds are what is required. */
  reached(figures: readonly Record<string, number>[]): boolean
}

export type Show = (png: Uint8Array) => void

export interface Played {
  recipe: Recipe
  options?: Record<string, unknown>
  data?: string
  steps: number
  batch: number
  seed: number
}

/** What a run leaves. */
export interface Trained {
  /** Losses and figures of the last step. */
  losses: Record<string, number>
  /** Losses and figures of every step at which was looked. */
  looks: readonly Record<string, number>[]
  /** What was shown last. */
  png: Uint8Array
  /** A network that was saved. @throws Error naming those there are */
  network(name: string): Uint8Array
}

/** Trains on the processor, and keeps nothing on disk. @param looks times that samples are drawn and judged */
export async function trained({
  recipe,
  options = {},
  data = 'none',
  steps,
  batch,
  seed,
  looks = 1,
}: Played & { looks?: number }): Promise<Trained> {
  const out = await mkdtemp(join(tmpdir(), 'ganvas-survey-'))
  const networks = new Map<string, Uint8Array>()
  const looked: Record<string, number>[] = []
  let png = new Uint8Array()
  const every = Math.max(1, Math.floor(steps / looks))
  const running = train({
    recipe,
    settings: { data, steps, batch, seed },
    options,
    out,
    resume: false,
    files: {
      read: async () => null,
      async write(path, parts) {
        if (path.endsWith('.onnx'))
          networks.set(basename(path, '.onnx'), new Uint8Array(Buffer.concat([...parts])))
      },
    },
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent(event) {
      if (event.kind === 'sample') png = new Uint8Array(event.png)
      if (event.kind === 'progress' && event.step % every === 0) looked.push(event.losses)
    },
    sampleEvery: every,
    checkpointEvery: steps,
  })
  const { losses } = await running.finally(() => rm(out, { recursive: true }))
  return {
    losses,
    looks: looked,
    png,
    network(name) {
      const found = networks.get(name)
      if (found) return found
      throw new Error(`The run saved no network "${name}". It saved: ${[...networks.keys()].join(', ')}`)
    },
  }
}

/** The same, for its figures alone. */
export const played = async (run: Played): Promise<Record<string, number>> => (await trained(run)).losses

/** So many steps, a whole number of them from 1 up. */
export const stepsOf = (all: number, share: number): number => Math.max(1, Math.round(all * share))
