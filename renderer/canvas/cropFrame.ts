import { createStore } from 'zustand/vanilla'
import type { Rect } from '../../electron/contract/pixels.ts'
import { currentSession } from '../document/current.ts'
import { cropDocument } from '../document/operations/index.ts'

/** The crop in the making, in whole document pixels; null while there is none. It may reach beyond the document. */
export const cropFrame = createStore<{ frame: Rect | null }>(() => ({ frame: null }))

export function cancelCrop(): void {
  cropFrame.setState({ frame: null })
}

export function applyCrop(): void {
  const { frame } = cropFrame.getState()
  cancelCrop()
  if (frame && frame.width > 0 && frame.height > 0) cropDocument(currentSession(), frame)
}
