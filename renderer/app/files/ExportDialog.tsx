import { type FormEvent, useCallback, useMemo, useState } from 'react'
import { ExportFormat, ExportOptions, formatExtensions } from '../../../electron/contract/exportOptions.ts'
import type { FileTarget } from '../../../electron/contract/fileEnds.ts'
import type { PictureSize, Pixels } from '../../../electron/contract/pixels.ts'
import { composite, type DocumentSession, toLayered } from '../../document/index.ts'
import { formatBytes, formatNumber, t as translate, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { engine } from '../connection.ts'
import { showDialog } from '../dialogs/host.tsx'
import { isTooLarge } from '../dialogs/SizeFields.tsx'
import { runJob } from '../jobs.ts'
import { openSessionOrNull } from '../opened.ts'
import { layoutPart, rememberLayout, updateSettings } from '../settings.ts'
import { documentName } from './documentName.ts'
import { download } from './download.ts'
import { EncodedPreview, EncodedSize, useEncoding } from './EncodedPreview.tsx'
import { ExportSizeFields } from './ExportSizeFields.tsx'
import { FormatFields } from './FormatFields.tsx'
import { fileName, folderOf, safeFileName, withExtension } from './formats.ts'
import { showNotices } from './notices.ts'
import { chooseTarget } from './target.tsx'

/** What is written: the options, and the size of the picture in the file. */
interface Choice {
  readonly options: ExportOptions
  readonly size: PictureSize
}

/** Asks for a format, a size and a place, and writes the picture there. */
export async function exportDocument(): Promise<void> {
  const session = openSessionOrNull()
  if (!session) return
  const picture = composite(session)
  const choice = await showDialog<Choice | null>((answer) => (
    <ExportDialog session={session} picture={picture} onAnswer={answer} />
  ))
  if (!choice) return
  const { options, size } = choice
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
  const written = await runJob('app:jobs.export', 'files.export', request(session, picture, choice, target), {
    values: { name: shown },
  })
  download(name, written)
  if (written.path) updateSettings({ lastFolder: folderOf(written.path) })
  showToast({
    tone: 'success',
    title: translate('app:export.done', { name: shown }),
    description: `${formatNumber(size.width)} × ${formatNumber(size.height)} · ${formatBytes(written.size)}`,
  })
  showNotices(written.notices, translate('app:notices.exported', { name: shown }))
}

function request(session: DocumentSession, picture: Pixels, { options, size }: Choice, target: FileTarget) {
  return {
    composite: picture,
    options,
    target,
    ...(options.format === 'psd' ? { layered: toLayered(session) } : { size }),
  }
}

interface ExportDialogProps {
  session: DocumentSession
  picture: Pixels
  onAnswer(choice: Choice | null): void
}

function ExportDialog({ session, picture, onAnswer }: ExportDialogProps) {
  const t = useT()
  const [options, setOptions] = useState(() => rememberedOptions())
  const change = (part: Partial<ExportOptions>) => setOptions((old) => ({ ...old, ...part }))
  const isTransparent = useMemo(() => hasTransparency(picture), [picture])
  const full = useMemo(() => ({ width: picture.width, height: picture.height }), [picture])
  const [scaled, setScaled] = useState<PictureSize>(full)
  // Layers keep the document's size.
  const size = options.format === 'psd' ? full : scaled
  const tooLarge = isTooLarge(size)
  const encode = useCallback(
    async (signal: AbortSignal) => {
      const input = request(session, picture, { options, size }, { bytes: true })
      const { size: length, bytes } = await engine.call('files.export', input, { signal })
      return { size: length, bytes: bytes! }
    },
    [session, picture, options, size],
  )
  const encoding = useEncoding(tooLarge ? null : encode)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAnswer({ options, size })
  }
  return (
    <Dialog
      title={t('app:export.title')}
      width={460}
      onClose={() => onAnswer(null)}
      footer={
        <>
          <Button variant="quiet" onClick={() => onAnswer(null)}>
            {t('app:dialog.cancel')}
          </Button>
          <Button variant="primary" type="submit" form="export" disabled={tooLarge}>
            {t('app:export.choose')}
          </Button>
        </>
      }
    >
      <form id="export" className="stack" noValidate onSubmit={submit}>
        <FormatFields
          formats={ExportFormat.options}
          options={options}
          transparent={isTransparent}
          onChange={change}
        />
        {options.format === 'psd' ? (
          <p className="form__hint">{t('app:export.wholeDocument')}</p>
        ) : (
          <ExportSizeFields full={full} size={scaled} onChange={setScaled} />
        )}
        <EncodedPreview encoding={encoding} format={options.format} picture={picture} />
        <dl className="facts">
          <dt>{t('app:export.dimensions')}</dt>
          <dd className="number">
            {t('app:status.size', { width: formatNumber(size.width), height: formatNumber(size.height) })}
          </dd>
          <dt>{t('app:export.size')}</dt>
          <dd className="number">
            <EncodedSize encoding={encoding} />
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
