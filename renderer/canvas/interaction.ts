import { createStore } from 'zustand/vanilla'
import type { Rect } from '../../electron/contract/pixels.ts'
import type { Point } from '../document/transform.ts'

/** An outline that a selection tool is drawing, in document pixels. */
export type Marquee =
  | { readonly kind: 'rectangle' | 'ellipse'; readonly rect: Rect }
  | { readonly kind: 'path'; readonly points: readonly Point[] }

/** State that tools show while they work, read by the overlay shapes; never saved. */
export interface Interaction {
  /** The pointer in CSS pixels of the viewport; null while it is elsewhere. */
  pointer: Point | null
  marquee: Marquee | null
  /** Lines that a drag has snapped to, in document pixels. */
  snapLines: { readonly x: readonly number[]; readonly y: readonly number[] }
  /** A CSS cursor. */
  cursor: string
  /** Whether a drag is going on; the transform handles step back for it. */
  dragging: boolean
}

export const interaction = createStore<Interaction>(() => ({
  pointer: null,
  marquee: null,
  snapLines: { x: [], y: [] },
  cursor: 'default',
  dragging: false,
}))

export function clearSnapLines(): void {
  const { snapLines } = interaction.getState()
  if (snapLines.x.length + snapLines.y.length > 0) interaction.setState({ snapLines: { x: [], y: [] } })
}
