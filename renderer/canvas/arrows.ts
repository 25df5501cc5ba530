import { createStore } from 'zustand/vanilla'
import type { Point } from '../document/transform.ts'

/** From where something is to where it is wanted, in document pixels, and where it has come to by now. */
export interface Arrow {
  readonly from: Point
  readonly to: Point
  readonly at?: Point | undefined
}

/** What tools draw over the document to show where parts of it are to go. */
export const arrows = createStore<{ arrows: readonly Arrow[] }>(() => ({ arrows: [] }))
