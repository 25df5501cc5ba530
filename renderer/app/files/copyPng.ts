import { ExportOptions } from '../../../electron/contract/exportOptions.ts'
import { composite, currentSession } from '../../document/index.ts'
import { formatNumber, t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { engine } from '../connection.ts'
import { type ExportChoice, exportRequest } from './exportRequest.ts'

/** Puts the whole picture on the system's clipboard as PNG, at its own size. */
export async function copyPng(): Promise<void> {
  const { width, height } = currentSession().data
  await copyAsPng({ options: ExportOptions.parse({ format: 'png' }), size: { width, height } })
}

/** Puts the picture on the system's clipboard as a PNG of this size and ground, and says so; or that it may not. */
export async function copyAsPng({ options, size }: ExportChoice): Promise<void> {
  const session = currentSession()
  const choice = { options: { ...options, format: 'png' as const }, size }
  const png = engine
    .call('files.export', exportRequest(session, composite(session), choice, { bytes: true }))
    .then(({ bytes }) => new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }))
  // What cannot be encoded is a failure of its own, and no fault of the clipboard.
  await png
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
  } catch {
    showToast({ tone: 'error', title: t('app:clipboard.refused'), id: 'clipboard' })
    return
  }
  showToast({
    tone: 'success',
    title: t('app:clipboard.copiedPng'),
    description: `${formatNumber(size.width)} × ${formatNumber(size.height)}`,
    id: 'clipboard',
  })
}
