import type { TranslateSettings } from '../../contract/document.ts'
import type { PlainError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Text } from '../../contract/text.ts'
import type { Translator } from '../models/translator.ts'
import type { SessionPlace } from '../sessions/place.ts'

/** What a translation thread is started with. */
export interface TranslateData {
  translator: Translator
  threads: number
  place: SessionPlace
}

/** What is done with a picture: it is translated, or becomes what would be drawn for the model. */
export type TranslateTask = 'run' | 'prepare'

/** To the thread. `stop` ends the work that runs, and nothing where none does. */
export type TranslateOrder =
  | { kind: TranslateTask; picture: Pixels; settings: TranslateSettings }
  | { kind: 'stop' }

/** From it; the last one of a translation is `done` or `failed`. */
export type TranslateMessage =
  | { kind: 'progress'; step: number; total: number }
  | { kind: 'notice'; text: Text }
  | { kind: 'done'; pixels: Pixels }
  | { kind: 'failed'; error: PlainError }
