import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { diskError } from '../../contract/diskError.ts'
import { LabPlan, RunInfo, RunName } from '../../contract/procedures/lab.ts'
import { bestFile, checkpointFile } from '../../train/run/checkpoint.ts'
import { writeAtomically } from '../disk.ts'

/** What the Lab keeps of a run beside the trainer's own files: `run.json`. */
export const RunRecord = z.object({
  version: z.literal(1),
  title: z.string(),
  recipe: z.string(),
  plan: LabPlan,
  /** `training`, `paused`: under way, or cut off by the engine's end. */
  state: z.enum(['training', 'paused', 'stopped', 'done', 'failed']),
  problem: RunInfo.shape.problem,
  created: z.number(),
  /** Spent on training. */
  seconds: z.number(),
  notices: RunInfo.shape.notices,
  published: z.string().nullable(),
})
export type RunRecord = z.infer<typeof RunRecord>

/** One line of the curves. */
export type CurveRow = { step: number } & Record<string, number>

const recordFile = 'run.json'

/** @throws GanvasError `disk` */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  const content = Buffer.from(`${JSON.stringify(record, null, 2)}\n`)
  await writeAtomically(join(folder, recordFile), [content], { overwrite: true })
}

/** Null for a folder that holds no run of the Lab, or one that cannot be read. */
export async function readRecord(folder: string): Promise<RunRecord | null> {
  const content = await readFile(join(folder, recordFile), 'utf8').catch(() => null)
  if (content === null) return null
  try {
    return RunRecord.parse(JSON.parse(content))
  } catch {
    return null
  }
}

/** Names of the folders that may hold runs. */
export async function runNames(runsFolder: string): Promise<string[]> {
  const entries = await readdir(runsFolder, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw diskError('list', runsFolder, error)
  })
  return entries
    .filter((entry) => entry.isDirectory() && RunName.safeParse(entry.name).success)
    .map(({ name }) => name)
}

/** The curves as they are on the disk; a last line that was cut short by a crash is left out. */
export async function readCurves(folder: string): Promise<CurveRow[]> {
  const content = await readFile(join(folder, 'curves.jsonl'), 'utf8').catch(() => '')
  const rows: CurveRow[] = []
  for (const line of content.split('\n')) {
    if (!line.endsWith('}')) continue
    rows.push(JSON.parse(line) as CurveRow)
  }
  return rows
}

/** Steps that have a sample grid, in order. */
export async function sampleSteps(folder: string): Promise<number[]> {
  const names = await readdir(join(folder, 'samples')).catch(() => [])
  return names
    .map((name) => /^(\d+)\.png$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

export const samplePath = (folder: string, step: number): string =>
  join(folder, 'samples', `${String(step).padStart(7, '0')}.png`)

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

export const hasCheckpoint = (folder: string): Promise<boolean> => isThere(join(folder, checkpointFile))
export const hasBest = (folder: string): Promise<boolean> => isThere(join(folder, bestFile))
