import type { FileSource } from '../../../../electron/contract/fileEnds.ts'
import type { GlyphReference } from '../../../../electron/contract/tools/fontReferences.ts'
import type { ReadSheet, SheetGlyph } from '../../../../electron/contract/tools/fontSheets.ts'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { reasonOf, reportError } from '../../../app/failures.ts'
import { download } from '../../../app/files/download.ts'
import { fileName, folderOf, safeFileName } from '../../../app/files/formats.ts'
import type { PickedFile } from '../../../app/files/pick.ts'
import { chooseTarget } from '../../../app/files/target.tsx'
import { runJob } from '../../../app/jobs.ts'
import { updateSettings } from '../../../app/settings.ts'
import { t } from '../../../i18n/index.ts'
import { showToast } from '../../../ui/Toast.tsx'

/** A cell as the user wants it. */
export interface ChosenCell extends SheetGlyph {
  taken: boolean
}

/** A picture of a sheet, and what was read of it. */
export interface SheetPage {
  name: string
  source: FileSource
  /** The characters on it, where it does not say them. */
  text: string
  sheet: Omit<ReadSheet, 'cells'> | null
  cells: readonly ChosenCell[]
  /** Why it could not be read. */
  problem: string
}

/** Reads a picture; what goes wrong stands in its page. */
export async function readPage(
  work: string,
  file: Pick<SheetPage, 'name' | 'source' | 'text'>,
): Promise<SheetPage> {
  const { source, text } = file
  try {
    const { cells, ...sheet } = await engine.call('fonts.readSheet', { name: work, file: source, text })
    const written = cells.filter(({ state }) => state !== 'empty')
    const chosen = written.map((cell) => ({
      ...cell,
      taken: cell.state === 'drawn' && cell.character !== null,
    }))
    return { ...file, sheet, cells: chosen, problem: '' }
  } catch (thrown) {
    return { ...file, sheet: null, cells: [], problem: reasonOf(thrown) }
  }
}

export const pageOfFile = async (work: string, file: PickedFile): Promise<SheetPage> =>
  readPage(work, { name: file.name, source: await file.source(), text: '' })

/** The glyphs that are taken, as references; of two of one character the later one. */
export function glyphsTaken(pages: readonly SheetPage[]): GlyphReference[] {
  const taken = new Map<number, GlyphReference>()
  for (const { name, cells } of pages)
    for (const { taken: chosen, character, path, cell } of cells)
      if (chosen && character !== null && path !== '')
        taken.set(character, { character, path, origin: { kind: 'sheet', file: name, cell } })
  return [...taken.values()]
}

/** Asks for a place and writes pages to print there, for these characters. */
export async function writeTemplate({ name, plan }: FontWork, text: string): Promise<void> {
  const family = safeFileName(plan.said.family.replaceAll(' ', ''))
  const suggestedName = `${family}-${t('font:sheet.fileName')}.pdf`
  try {
    const target = await chooseTarget({
      title: t('font:sheet.template'),
      suggestedName,
      format: 'PDF',
      extension: 'pdf',
    })
    if (!target) return
    const written = await runJob('font:sheet.template', 'fonts.template', { name, text, target })
    download(suggestedName, written)
    if (written.path) updateSettings({ lastFolder: folderOf(written.path) })
    showToast({
      tone: 'success',
      title: t('font:export.done', { name: written.path ? fileName(written.path) : suggestedName }),
      description: t('font:sheet.print'),
    })
  } catch (thrown) {
    reportError(thrown, 'font:sheet.template')
  }
}
