import { useEffect, useState } from 'react'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { ExportFormat } from '../../../electron/contract/exportOptions.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { pngOf } from '../../document/index.ts'
import { formatBytes, useT } from '../../i18n/index.ts'
import { classes } from '../../ui/classes.ts'
import { Switch } from '../../ui/Switch.tsx'
import { reasonOf } from '../failures.ts'
import './encodedpreview.css'

/** A picture as the file will hold it. */
export interface Encoded {
  readonly size: number
  readonly bytes: Uint8Array
}

/** The file as it would be written, or what is wrong with it; null while it is encoded. */
export type Encoding = Encoded | { readonly problem: string } | null

/** Encodes by `encode`, the same function for the same file, once changes rest; null encodes nothing. */
export function useEncoding(encode: ((signal: AbortSignal) => Promise<Encoded>) | null): Encoding {
  const [encoding, setEncoding] = useState<Encoding>(null)
  useEffect(() => {
    const controller = new AbortController()
    setEncoding(null)
    if (!encode) return
    const timer = setTimeout(async () => {
      try {
        const encoded = await encode(controller.signal)
        if (!controller.signal.aborted) setEncoding(encoded)
      } catch (thrown) {
        if (toPlainError(thrown).code !== 'cancelled' && !controller.signal.aborted)
          setEncoding({ problem: reasonOf(thrown) })
      }
    }, 350)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [encode])
  return encoding
}

/** The size of the file in bytes. */
export function EncodedSize({ encoding }: { encoding: Encoding }) {
  const t = useT()
  if (!encoding) return t('app:export.encoding')
  return 'problem' in encoding ? encoding.problem : formatBytes(encoding.size)
}

interface EncodedPreviewProps {
  encoding: Encoding
  format: ExportFormat
  /** Shown for formats that keep every pixel and that no browser shows. */
  picture: Pixels
}

/** The file as it will look, in whole or pixel by pixel. The last one stays while the next is encoded. */
export function EncodedPreview({ encoding, format, picture }: EncodedPreviewProps) {
  const t = useT()
  const [isActual, setActual] = useState(false)
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!encoding || 'problem' in encoding) return
    let isCurrent = true
    const isShown = format !== 'tiff' && format !== 'psd'
    const blob = isShown
      ? new Blob([encoding.bytes as BlobPart], { type: `image/${format}` })
      : pngOf(picture)
    void Promise.resolve(blob).then((file) => isCurrent && setUrl(URL.createObjectURL(file)))
    return () => {
      isCurrent = false
    }
  }, [encoding, format, picture])
  useEffect(() => () => URL.revokeObjectURL(url ?? ''), [url])
  return (
    <>
      <section
        className={classes('export-preview', isActual && 'export-preview--actual')}
        aria-label={t('app:export.preview')}
        aria-busy={encoding === null}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
      >
        {url && <img className="checkerboard" src={url} alt={t('app:export.preview')} />}
      </section>
      <Switch label={t('app:export.actual')} checked={isActual} onChange={setActual} />
    </>
  )
}
