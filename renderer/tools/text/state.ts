import { createStore } from 'zustand/vanilla'
import type { LayerId, TextFont, TextSettings } from '../../../electron/contract/document/index.ts'
import type { LaidText, TextFamily } from '../../../electron/contract/tools/text.ts'
import type { DocumentSession } from '../../document/index.ts'

/** How a new text is set; colour apart, which is the foreground's. */
export type TextLook = Omit<TextSettings, 'content' | 'box' | 'color'>

export interface TextEditing {
  readonly session: DocumentSession
  readonly layer: LayerId
  /** What is selected, in UTF-16 units; where both are the same, the caret. */
  readonly from: number
  readonly to: number
  /** The end of the selection that moves. */
  readonly backward: boolean
  /** What an input method is composing. */
  readonly composing: { from: number; to: number } | null
}

export interface TextState {
  look: TextLook
  editing: TextEditing | null
  /** Null until they are known. */
  families: readonly TextFamily[] | null
  /** How the text of a layer was set the last time, with the settings that it was set by. */
  laid: { layer: LayerId; text: TextSettings; laid: LaidText } | null
}

const firstFont: TextFont = { family: 'Sans', style: 'Regular' }

export const firstLook: TextLook = {
  font: firstFont,
  size: 48,
  leading: 1.25,
  tracking: 0,
  align: 'start',
  vertical: false,
}

export const textState = createStore<TextState>(() => ({
  look: firstLook,
  editing: null,
  families: null,
  laid: null,
}))
