import { toPlainError } from '../../electron/contract/errors.ts'
import { isText } from '../../electron/contract/text.ts'
import { say, type TranslationKey, t } from '../i18n/index.ts'
import { showToast } from '../ui/Toast.tsx'
import { engine } from './connection.ts'

/**
 * Tells the user what failed, why, and the way out, and writes it to the log. What the user cancelled is no
 * failure and stays silent. `during` names what was being done.
 */
export function reportError(thrown: unknown, during?: TranslationKey): void {
  const error = toPlainError(thrown)
  if (error.code === 'cancelled') return
  const title = t(`errors:titles.${error.code}`)
  const details = fullStory(thrown, during)
  showToast({
    tone: 'error',
    title: during ? t('errors:during', { action: t(during), title }) : title,
    description: reasonOf(thrown),
    action: {
      label: t('app:toast.copyDetails'),
      perform: () => void copyDetails(details),
      stays: true,
    },
  })
  // The log lives in the engine; when that is what failed there is nowhere to write.
  void engine.call('logs.write', { level: 'error', text: details.slice(0, 20_000) }).catch(() => {})
}

/** Why it failed, in the user's language; a defect speaks for its authors, in English. */
export function reasonOf(thrown: unknown): string {
  const { message, data } = toPlainError(thrown)
  return isText(data) ? say(data) : message
}

/** The whole story of an error for the log: code, message, data, stack. */
function fullStory(thrown: unknown, during?: TranslationKey): string {
  const error = toPlainError(thrown)
  const data = Object.keys(error.data).length ? `\n${JSON.stringify(error.data)}` : ''
  const stack = thrown instanceof Error && thrown.stack ? `\n${thrown.stack}` : ''
  return `${during ? `${during} ` : ''}${error.code}: ${error.message}${data}${stack}`
}

/** The error with the end of the log, on the clipboard. */
async function copyDetails(details: string): Promise<void> {
  const log = await engine.call('logs.read', { maxBytes: 50_000 }).catch(() => null)
  await copyText(log ? `${details}\n\n${log.text}` : details)
}

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    showToast({ tone: 'success', title: t('app:toast.copied'), id: 'copied' })
  } catch (thrown) {
    showToast({ tone: 'error', title: t('app:toast.copyRefused'), description: reasonOf(thrown) })
  }
}

/** Catches what nothing else did: a defect, told and logged instead of lost. */
export function watchUncaught(): void {
  window.addEventListener('error', (event) => {
    // Observers that resize what they observe; the browser delivers them in the next frame.
    if (event.message.startsWith('ResizeObserver loop')) return
    reportError(event.error ?? event.message)
  })
  window.addEventListener('unhandledrejection', (event) => reportError(event.reason))
}
