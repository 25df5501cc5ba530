import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import {
  ExportFormat,
  ExportOptions,
  type FileTarget,
  formatExtensions,
} from '../../../electron/contract/procedures/files.ts'
import { composite, type DocumentSession, toSaved } from '../../document/index.ts'
import { formatBytes, formatNumber, t as translate, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { engine } from '../connection.ts'
import { showDialog } from '../dialogs/host.tsx'
import { runJob } from '../jobs.ts'
import { layoutPart, rememberLayout, updateSettings } from '../settings.ts'
import { documentName } from './documentName.ts'
import { download } from './download.ts'
import { FormatFields } from './FormatFields.tsx'
import { fileName, folderOf, safeFileName, withExtension } from './formats.ts'
import { showNotices } from './notices.ts'
import { openSessionOrNull } from './opened.ts'
import { chooseTarget } from './target.tsx'

/** Asks for a format and a place, and writes the picture there at the document's full size. */
export async function exportDocument(): Promise<void> {
  const session = openSessionOrNull()
  if (!session) return
  const picture = composite(session)
  const options = await showDialog<ExportOptions | null>((answer) => (
    <ExportDialog session={session} picture={picture} onAnswer={answer} />
  ))
  if (!options) return
  rememberLayout('export', options)
  const extension = formatExtensions[options.format][0]
  const name = withExtension(safeFileName(documentName(session.store.getState())), extension)
  const target = await chooseTarget({
    title: translate('actions:file.export'),
    suggestedName: name,
    format: translate(`app:export.formats.${options.format}`),
    extension,
  })
  if (!target) return
  const shown = 'path' in target ? fileName(target.path) : name
  const written = await runJob(
    'app:jobs.export',
    'files.export',
    request(session, picture, options, target),
    {
      values: { name: shown },
    },
  )
  download(name, written)
  if (written.path) updateSettings({ lastFolder: folderOf(written.path) })
  showToast({
    tone: 'success',
    title: translate('app:export.done', { name: shown }),
    description: `${formatNumber(picture.width)} × ${formatNumber(picture.height)} · ${formatBytes(written.size)}`,
  })
  showNotices(written.notices, translate('app:notices.exported', { name: shown }))
}

function request(session: DocumentSession, picture: Pixels, options: ExportOptions, target: FileTarget) {
  return {
    composite: picture,
    options,
    target,
    ...(options.format === 'psd' ? { layered: toSaved(session) } : {}),
  }
}

interface ExportDialogProps {
  session: DocumentSession
  picture: Pixels
  onAnswer(options: ExportOptions | null): void
}

function ExportDialog({ session, picture, onAnswer }: ExportDialogProps) {
  const t = useT()
  const [options, setOptions] = useState(() => rememberedOptions())
  const change = (part: Partial<ExportOptions>) => setOptions((old) => ({ ...old, ...part }))
  const isTransparent = useMemo(() => hasTransparency(picture), [picture])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAnswer(options)
  }
  return (
    <Dialog
      title={t('app:export.title')}
      width={420}
      onClose={() => onAnswer(null)}
      footer={
        <>
          <Button variant="quiet" onClick={() => onAnswer(null)}>
            {t('app:dialog.cancel')}
          </Button>
          <Button variant="primary" type="submit" form="export">
            {t('app:export.choose')}
          </Button>
        </>
      }
    >
      <form id="export" className="stack" onSubmit={submit}>
        <FormatFields
          formats={ExportFormat.options}
          options={options}
          transparent={isTransparent}
          onChange={change}
        />
        <dl className="facts">
          <dt>{t('app:export.dimensions')}</dt>
          <dd className="number">
            {t('app:status.size', {
              width: formatNumber(picture.width),
              height: formatNumber(picture.height),
            })}
          </dd>
          <dt>{t('app:export.size')}</dt>
          <dd className="number">
            <EncodedSize session={session} picture={picture} options={options} />
          </dd>
        </dl>
      </form>
    </Dialog>
  )
}

function rememberedOptions(): ExportOptions {
  const remembered = ExportOptions.safeParse(layoutPart('export', {}))
  return remembered.success ? remembered.data : ExportOptions.parse({ format: 'png' })
}

function hasTransparency({ data }: Pixels): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i]! < 255) return true
  return false
}

/** The size the file will have, by encoding it; it follows the options once they rest. */
function EncodedSize({
  session,
  picture,
  options,
}: {
  session: DocumentSession
  picture: Pixels
  options: ExportOptions
}) {
  const t = useT()
  const [size, setSize] = useState<string | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    setSize(null)
    const timer = setTimeout(async () => {
      try {
        const input = request(session, picture, options, { bytes: true })
        const written = await engine.call('files.export', input, { signal: controller.signal })
        setSize(formatBytes(written.size))
      } catch (thrown) {
        const { code, message } = toPlainError(thrown)
        if (code !== 'cancelled') setSize(message)
      }
    }, 350)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [session, picture, options])
  return size ?? t('app:export.encoding')
}
