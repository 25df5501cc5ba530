import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { inEnglish } from '../../contract/text.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { toy } from '../games/toy.ts'
import { runFiles } from './files.fixture.ts'
import type { RunEvent, RunOptions } from './options.ts'
import { train } from './train.ts'

export const noticesOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'notice' ? [inEnglish(event.text)] : []))

export const folder = mkdtempSync(join(tmpdir(), 'ganvas-train-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Trains a toy in a folder of this name, but for what is said otherwise. */
export async function start(name: string, changes: Partial<RunOptions> = {}) {
  const out = join(folder, name)
  await mkdir(join(out, 'samples'), { recursive: true })
  const events: RunEvent[] = []
  const result = await train({
    recipe: toy,
    settings: { data: 'ring8', steps: 6, batch: 16, seed: 7 },
    options: { hidden: 8, rate: 1e-3, objective: 'wasserstein-gp' },
    out,
    resume: false,
    files: runFiles,
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    checkpointEvery: 2,
    sampleEvery: 3,
    ...changes,
  })
  return { out, events, result }
}

export const contents = (out: string, file: string) => readFile(join(out, file))
