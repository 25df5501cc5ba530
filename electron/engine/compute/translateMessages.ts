import type { TranslateSettings } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Text } from '../../contract/text.ts'
import type { Translator } from '../models/translator.ts'
import type { Traffic } from '../serving/http.ts'
import type { SessionPlace } from '../sessions/place.ts'

/** What a translation thread is started with. */
export interface TranslateData {
  translator: Translator
  threads: number
  /** Pictures that are under way at once. */
  atOnce: number
  place: SessionPlace
}

interface Order {
  input: { picture: Pixels; settings: TranslateSettings; hints?: Pixels | undefined }
  output: Pixels
}

/** The thread of a translation model: it translates a picture, or makes of it what would be drawn for the model. */
export interface TranslateKind {
  data: TranslateData
  orders: { run: Order; prepare: Order }
  event:
    | { kind: 'progress'; step: number; total: number }
    | { kind: 'notice'; text: Text }
    | { kind: 'traffic'; traffic: Traffic }
  word: never
}
