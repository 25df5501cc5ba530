import type { LaidText } from '../../contract/tools/text.ts'
import type { TextSettings } from '../../contract/tools/textSettings.ts'

/** A font as a thread opens it: by its file, or by bytes under a key of their own. */
export interface FontPlace {
  family: string
  style: string
  path: string
  index: number
  bytes?: Uint8Array
}

/** A thread that sets texts and keeps fonts open. */
export interface TextKind {
  data: null
  orders: {
    lay: {
      input: {
        text: TextSettings
        font: FontPlace
        /** What is tried where it lacks a character, in order, by that character. */
        others: { character: string; fonts: readonly FontPlace[] }[]
        language: string
      }
      output: Omit<LaidText, 'font' | 'replaced'>
    }
    /** The characters of a text, as readers count them, that a font lacks. */
    lacking: { input: { font: FontPlace; content: string }; output: string[] }
  }
  event: never
  word: never
}
