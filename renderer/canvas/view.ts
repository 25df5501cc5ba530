import { createStore } from 'zustand/vanilla'

/** `slider`: the original left of `position`, the document right of it. `original`: the original alone. */
export interface Compare {
  mode: 'off' | 'slider' | 'original'
  /** Where the divider is, as a share of the viewport's width. */
  position: number
}

export interface PointerReadout {
  /** Whole document pixels; outside the document they may be negative or beyond its size. */
  x: number
  y: number
  /** The composite under the pointer as RGBA 0 to 255, or null outside the document. */
  color: readonly [number, number, number, number] | null
}

export interface ViewState {
  /** CSS pixels per document pixel. Device pixels per document pixel are `zoom * pixelRatio`. */
  zoom: number
  /** Where the document's origin lies, in CSS pixels from the viewport's top-left corner. */
  panX: number
  panY: number
  /** The viewport, without rulers, in CSS pixels; 0 until the canvas is mounted. */
  width: number
  height: number
  /** Device pixels per CSS pixel. */
  pixelRatio: number
  /** Degrees, clockwise, that the viewport is turned by about its middle; all above is as if it were not turned. */
  rotation: number
  /** What is seen of the viewport, in CSS pixels: all of it unless it is turned. */
  window: { readonly width: number; readonly height: number }
  compare: Compare
  rulers: boolean
  /** The lines between pixels at 800 % and above. */
  pixelGrid: boolean
  snapping: boolean
  /** Guides the user dragged out of the rulers, in document pixels. */
  guides: { x: readonly number[]; y: readonly number[] }
  /** For the status bar; null while the pointer is elsewhere. */
  pointer: PointerReadout | null
}

/** The state of the view on the document. Never saved and never undone. */
export const view = createStore<ViewState>(() => ({
  zoom: 1,
  panX: 0,
  panY: 0,
  width: 0,
  height: 0,
  pixelRatio: 1,
  rotation: 0,
  window: { width: 0, height: 0 },
  compare: { mode: 'off', position: 0.5 },
  rulers: true,
  pixelGrid: true,
  snapping: true,
  guides: { x: [], y: [] },
  pointer: null,
}))

/** What the user is shown as zoom: 100 is one device pixel a document pixel. */
export function zoomPercent(state: ViewState): number {
  return state.zoom * state.pixelRatio * 100
}
