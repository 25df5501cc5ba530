import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { bestFile, checkpointFile } from '../../train/run/checkpoint.ts'

/** One line of the curves. */
export type CurveRow = { step: number } & Record<string, number>

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

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

export const hasCheckpoint = (folder: string): Promise<boolean> => isThere(join(folder, checkpointFile))
export const hasBest = (folder: string): Promise<boolean> => isThere(join(folder, bestFile))
