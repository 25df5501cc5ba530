import type { Notice, PsdFeature } from '../../../electron/contract/procedures/files.ts'
import { t } from '../../i18n/index.ts'
import { showToast, type ToastOptions } from '../../ui/Toast.tsx'

/** Tells what was lost or changed on the way in or out, in one toast. */
export function showNotices(
  notices: readonly Notice[],
  title: string,
  action?: ToastOptions['action'],
): void {
  if (notices.length === 0) return
  const sentences = new Set(notices.map(sentenceOf))
  showToast({
    tone: 'warning',
    title,
    description: [...sentences].join(' '),
    lasts: true,
    ...(action && { action }),
  })
}

function sentenceOf({ code, values }: Notice): string {
  if (code !== 'psd-feature-flattened') return t(`app:notices.${code}`, values)
  return t(`app:psdFeatures.${values.feature as PsdFeature}`, values)
}
