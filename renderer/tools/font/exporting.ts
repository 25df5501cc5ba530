import type { FontWork } from '../../../electron/contract/tools/fontWorks.ts'
import { reportError } from '../../app/failures.ts'
import { download } from '../../app/files/download.ts'
import { fileName, folderOf, safeFileName } from '../../app/files/formats.ts'
import { chooseTarget } from '../../app/files/target.tsx'
import { runJob } from '../../app/jobs.ts'
import { updateSettings } from '../../app/settings.ts'
import { formatBytes, t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { following } from './make.ts'
import { keepPlan } from './state.ts'

export const fontKinds = ['ttf', 'otf', 'woff2', 'ufo'] as const
export const specimenKinds = ['pdf', 'png'] as const
export type ExportKind = (typeof fontKinds)[number] | (typeof specimenKinds)[number]

const isSpecimen = (kind: ExportKind): kind is (typeof specimenKinds)[number] =>
  (specimenKinds as readonly string[]).includes(kind)

/** Asks for a place and writes the font, or its specimen, there. */
export async function writeFile(work: FontWork, kind: ExportKind, permitted: boolean): Promise<void> {
  const { family, style } = work.plan.said
  const name = `${safeFileName(`${family}-${style}`.replaceAll(' ', ''))}.${kind}`
  try {
    const target = await chooseTarget({
      title: t('font:export.title'),
      suggestedName: name,
      format: t(`font:export.kinds.${kind}`),
      extension: kind,
    })
    if (!target) return
    await keepPlan(work.name)
    const written = isSpecimen(kind)
      ? await runJob('font:export.writing', 'fonts.specimen', { name: work.name, format: kind, target })
      : await following('fonts.export', { name: work.name, format: kind, target, permitted })
    if (!written) return
    // A folder comes to a browser packed.
    download(kind === 'ufo' ? `${name}.zip` : name, written)
    if (written.path) updateSettings({ lastFolder: folderOf(written.path) })
    showToast({
      tone: 'success',
      title: t('font:export.done', { name: written.path ? fileName(written.path) : name }),
      description: formatBytes(written.size),
    })
  } catch (thrown) {
    reportError(thrown, 'font:export.title')
  }
}
