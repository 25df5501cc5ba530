import { type FormEvent, useCallback, useMemo, useState } from 'react'
import { ExportFormat, ExportOptions } from '../../../electron/contract/exportOptions.ts'
import type { PictureSize, Pixels } from '../../../electron/contract/pixels.ts'
import type { DocumentSession } from '../../document/index.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { engine } from '../connection.ts'
import { isTooLarge } from '../dialogs/SizeFields.tsx'
import { reportError } from '../failures.ts'
import { layoutPart } from '../settings.ts'
import { copyAsPng } from './copyPng.ts'
import { EncodedPreview, EncodedSize, useEncoding } from './EncodedPreview.tsx'
import { ExportSizeFields } from './ExportSizeFields.tsx'
import { type ExportChoice, exportRequest } from './exportRequest.ts'
import { FormatFields } from './FormatFields.tsx'
import { MetadataFields } from './MetadataFields.tsx'

interface ExportDialogProps {
  session: DocumentSession
  picture: Pixels
  onAnswer(choice: ExportChoice | null): void
}

/** Asks how a picture is to be exported, and shows what comes of it. */
export function ExportDialog({ session, picture, onAnswer }: ExportDialogProps) {
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
      const input = exportRequest(session, picture, { options, size }, { bytes: true })
      const { size: length, bytes } = await engine.call('files.export', input, { signal })
      return { size: length, bytes: bytes! }
    },
    [session, picture, options, size],
  )
  const encoding = useEncoding(tooLarge ? null : encode)
  const copy = () =>
    copyAsPng({ options, size }).catch((thrown) => reportError(thrown, 'actions:edit.copyPng'))
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
          <span className="dialog__footer-start">
            <Button variant="quiet" disabled={tooLarge} onClick={() => void copy()}>
              {t('actions:edit.copyPng')}
            </Button>
          </span>
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
        <MetadataFields options={options} noted={session.data.exif !== undefined} onChange={change} />
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
