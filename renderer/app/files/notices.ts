import type { Notice } from '../../../electron/contract/procedures/files.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'

/** Tells what was lost or changed on the way in or out, in one toast. */
export function showNotices(notices: readonly Notice[], title: string): void {
  if (notices.length === 0) return
  const sentences = new Set(notices.map(({ code, values }) => t(`app:notices.${code}`, values)))
  showToast({ tone: 'warning', title, description: [...sentences].join(' ') })
}
