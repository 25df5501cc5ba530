import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LearnedStyle } from '../../../contract/tools/fontReferences.ts'
import { writeAtomically } from '../../disk.ts'

/** What is known of the style of one script. */
const ScriptLearning = z.object({
  /** Characters that are best to draw, and how much of all parts they cover with the references; null before they were chosen. */
  named: z.object({ characters: z.array(z.int()), covered: z.number() }).nullable(),
  learned: LearnedStyle.nullable(),
})
export type ScriptLearning = z.infer<typeof ScriptLearning>

/** `learning.json` in the folder of a font that is being made: what is known of its styles beside the references. */
export const LearningRecord = z.object({ version: z.literal(2), han: ScriptLearning, latin: ScriptLearning })
export type LearningRecord = z.infer<typeof LearningRecord>

const RECORD = 'learning.json'

const nothing: ScriptLearning = { named: null, learned: null }

/** As this version keeps it; until version 1 the style of one script was learned. */
function current(kept: unknown): unknown {
  const before = z.looseObject({ version: z.literal(1) }).safeParse(kept)
  return before.success ? { version: 2, han: before.data, latin: nothing } : kept
}

/** As it was kept; that of a font without any where nothing can be read. */
export async function readLearning(folder: string): Promise<LearningRecord> {
  try {
    return LearningRecord.parse(current(JSON.parse(await readFile(join(folder, RECORD), 'utf8'))))
  } catch {
    return { version: 2, han: nothing, latin: nothing }
  }
}

/** @throws GanvasError `disk` */
export const writeLearning = (folder: string, record: LearningRecord): Promise<number> =>
  writeAtomically(join(folder, RECORD), [Buffer.from(`${JSON.stringify(record)}\n`)], { overwrite: true })
