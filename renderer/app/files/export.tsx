import { type ExportOptions, formatExtensions } from '../../../electron/contract/exportOptions.ts'
import type { FileTarget } from '../../../electron/contract/fileEnds.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { composite, type DocumentSession } from '../../document/index.ts'
import { formatBytes, formatNumber, t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { showDialog } from '../dialogs/host.tsx'
import { runJob } from '../jobs.ts'
import { openSessionOrNull } from '../opened.ts'
import { rememberLayout, updateSettings } from '../settings.ts'
import { documentName } from './documentName.ts'
import { download } from './download.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { type ExportChoice, exportRequest } from './exportRequest.ts'
import { fileName, folderOf, safeFileName, withExtension } from './formats.ts'
import { showNotices } from './notices.ts'
import { scaledBy } from './scaledBy.ts'
import { chooseTarget } from './target.tsx'

/** How a document was exported last: the size as a share of its own, which may have changed since. */
interface LastExport {
  readonly options: ExportOptions
  readonly scale: number
  readonly target: FileTarget
}

const lastExports = new WeakMap<DocumentSession, LastExport>()

/** Asks for a format, a size and a place, and writes the picture there. */
export async function exportDocument(): Promise<void> {
  const session = openSessionOrNull()
  if (!session) return
  const picture = composite(session)
  const choice = await showDialog<ExportChoice | null>((answer) => (
    <ExportDialog session={session} picture={picture} onAnswer={answer} />
  ))
  if (!choice) return
  const { options } = choice
  rememberLayout('export', options)
  const target = await chooseTarget({
    title: t('actions:file.export'),
    suggestedName: suggestedName(session, options),
    format: t(`app:export.formats.${options.format}`),
    extension: formatExtensions[options.format][0],
  })
  if (target) await write(session, picture, choice, target)
}

/** Exports as before: the same file anew, without a question. The first time it asks, as {@link exportDocument} does. */
export async function exportAgain(): Promise<void> {
  const session = openSessionOrNull()
  const last = session && lastExports.get(session)
  if (!last) return exportDocument()
  const picture = composite(session)
  const { options, scale, target } = last
  await write(session, picture, { options, size: scaledBy(picture, scale) }, target)
}

async function write(
  session: DocumentSession,
  picture: Pixels,
  choice: ExportChoice,
  target: FileTarget,
): Promise<void> {
  const { options, size } = choice
  const name = suggestedName(session, options)
  const shown = 'path' in target ? fileName(target.path) : name
  const input = exportRequest(session, picture, choice, target)
  const written = await runJob('app:jobs.export', 'files.export', input, { values: { name: shown } })
  download(name, written)
  if (written.path) updateSettings({ lastFolder: folderOf(written.path) })
  lastExports.set(session, {
    options,
    scale: size.width / picture.width,
    target: 'path' in target ? { path: target.path, overwrite: true } : target,
  })
  showToast({
    tone: 'success',
    title: t('app:export.done', { name: shown }),
    description: `${formatNumber(size.width)} × ${formatNumber(size.height)} · ${formatBytes(written.size)}`,
    id: 'exported',
  })
  showNotices(written.notices, t('app:notices.exported', { name: shown }))
}

const suggestedName = (session: DocumentSession, { format }: ExportOptions) =>
  withExtension(safeFileName(documentName(session.store.getState())), formatExtensions[format][0])
