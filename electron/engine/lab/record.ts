import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { diskError } from '../../contract/diskError.ts'
import { LabPlan, RunInfo, RunName } from '../../contract/procedures/lab.ts'
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
