import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LearnedStyle } from '../../../contract/tools/fontReferences.ts'
import { writeAtomically } from '../../disk.ts'

/** `learning.json` in the folder of a font that is being made: what is known of its style beside the references. */
export const LearningRecord = z.object({
  version: z.literal(1),
  /** Characters that are best to draw, and how much of all parts they cover with the references; null before they were chosen. */
  named: z.object({ characters: z.array(z.int()), covered: z.number() }).nullable(),
  learned: LearnedStyle.nullable(),
})
export type LearningRecord = z.infer<typeof LearningRecord>

const RECORD = 'learning.json'

/** As it was kept; that of a font without any where nothing can be read. */
export async function readLearning(folder: string): Promise<LearningRecord> {
  try {
    return LearningRecord.parse(JSON.parse(await readFile(join(folder, RECORD), 'utf8')))
  } catch {
    return { version: 1, named: null, learned: null }
  }
}

/** @throws GanvasError `disk` */
export const writeLearning = (folder: string, record: LearningRecord): Promise<number> =>
  writeAtomically(join(folder, RECORD), [Buffer.from(`${JSON.stringify(record)}\n`)], { overwrite: true })
