import type { TranslationKey } from '../i18n/index.ts'
import { createSignal } from './signal.ts'

/** Something a tool has to say, as a translation key of the `canvas` namespace with its values. */
export interface CanvasMessage {
  key: Extract<TranslationKey, `canvas:message.${string}`>
  values?: Record<string, string>
  tone: 'info' | 'warning'
}

const signal = createSignal<[CanvasMessage]>()

/** The studio shows these as toasts. @returns a function that ends the subscription. */
export const onCanvasMessage = signal.subscribe

export const sayOnCanvas = signal.emit
