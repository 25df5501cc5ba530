import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { diskError } from '../../contract/diskError.ts'
import { FontMixture, FontPlan, FontWork, FontWorkName, SourceFacts } from '../../contract/tools/fontWorks.ts'
import { writeAtomically } from '../disk.ts'

/** How one glyph is made, other than by the plan. */
export const OwnWay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('source') }),
  z.object({ kind: z.literal('mixture'), mixture: FontMixture }),
  /** Its outline is in the log of glyphs. */
  z.object({ kind: z.literal('drawn') }),
])
export type OwnWay = z.infer<typeof OwnWay>

/** `work.json` in the folder of a font that is being made. */
export const WorkRecord = z.object({
  version: z.literal(2),
  created: z.number(),
  source: SourceFacts,
  plan: FontPlan,
  references: FontWork.shape.references,
  rounds: FontWork.shape.rounds,
  /** By character. */
  own: z.record(z.string(), OwnWay),
})
export type WorkRecord = z.infer<typeof WorkRecord>

const RECORD = 'work.json'
/** The copy of the source. */
export const SOURCE = 'source.font'

/** @throws GanvasError `disk` */
export const writeRecord = (folder: string, record: WorkRecord): Promise<number> =>
  writeAtomically(join(folder, RECORD), [Buffer.from(`${JSON.stringify(record, null, 1)}\n`)], {
    overwrite: true,
  })

/** As this version keeps it; until version 1 there was one style, that of Han characters. */
function current(kept: unknown): unknown {
  const before = z
    .looseObject({ version: z.literal(1), plan: z.looseObject({ style: z.unknown() }) })
    .safeParse(kept)
  if (!before.success) return kept
  const { style, ...plan } = before.data.plan
  return { ...before.data, version: 2, plan: { ...plan, styles: { han: style, latin: { kind: 'source' } } } }
}

/** Null for a folder that holds no font being made, or one that cannot be read. */
export async function readRecord(folder: string): Promise<WorkRecord | null> {
  try {
    return WorkRecord.parse(current(JSON.parse(await readFile(join(folder, RECORD), 'utf8'))))
  } catch {
    return null
  }
}

/** All of them, the newest first. */
export async function listWorks(worksFolder: string): Promise<FontWork[]> {
  const entries = await readdir(worksFolder, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw diskError('list', worksFolder, error)
  })
  const works: FontWork[] = []
  for (const entry of entries) {
    if (!entry.isDirectory() || !FontWorkName.safeParse(entry.name).success) continue
    const record = await readRecord(join(worksFolder, entry.name))
    if (record) works.push(infoOf(entry.name, record))
  }
  return works.sort((a, b) => b.created - a.created)
}

export const infoOf = (
  name: string,
  { created, source, plan, references, rounds }: WorkRecord,
): FontWork => ({
  name,
  created,
  source,
  plan,
  references,
  rounds,
})
