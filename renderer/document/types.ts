import type { DocumentData, LayerId, RasterId } from '../../electron/contract/document/index.ts'
import type { Rect } from '../../electron/contract/pixels.ts'

/**
 * RGBA pixels on a canvas in main memory (`willReadFrequently`). A canvas stores colours premultiplied in 8 bits:
 * writing straight RGBA rounds the colour of a translucent pixel to its alpha's precision and drops that of a
 * transparent one. Reading and writing back is then exact, which undo relies on.
 */
export interface ColorRaster {
  readonly id: RasterId
  readonly channels: 4
  readonly width: number
  readonly height: number
  /** Grows with each change of the pixels, undo included; unique over all rasters of a document. */
  version: number
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

/** Coverage, 0 outside to 255 inside, rows from the top. */
export interface MaskRaster {
  readonly id: RasterId
  readonly channels: 1
  readonly width: number
  readonly height: number
  version: number
  readonly data: Uint8Array
}

export type Raster = ColorRaster | MaskRaster

/** A translation key with its values: the name of a history entry. */
export interface Label {
  readonly key: `${string}:${string}`
  readonly values?: Readonly<Record<string, string>>
}

export interface HistoryEntryInfo {
  /** Unique in the session; a React key. */
  readonly serial: number
  readonly label: Label
  /** Bytes of pixels that this entry holds. */
  readonly bytes: number
}

export interface DocumentState {
  data: DocumentData
  /** What of the active layer is painted on. Only a layer that has a mask has the second. */
  target: 'pixels' | 'mask'
  /** What the Layers panel highlights; the active layer is one of them. */
  selectedLayers: LayerId[]
  history: readonly HistoryEntryInfo[]
  /** How many entries are applied: 0 is the document as opened. */
  historyPosition: number
  unsaved: boolean
  projectPath: string | null
  /** The file on the disk that it was opened from or saved to last: a project or a picture; null: none is known. */
  file: string | null
  /** Counts every visible change. */
  revision: number
}

/** One undo entry in the making. Once ended, by itself or by another change, further calls do nothing. */
export interface Gesture {
  readonly open: boolean
  update(recipe: (draft: DocumentData) => void): void
  /** Draws on a colour raster; only `rect`, clipped to the raster, may change. */
  editPixels(raster: RasterId, rect: Rect, draw: (context: OffscreenCanvasRenderingContext2D) => void): void
  /** The bytes of `rect` as they were when the gesture began. `rect` must lie inside the raster. */
  original(raster: RasterId, rect: Rect): Uint8ClampedArray<ArrayBuffer>
  /** Whether the document, as it was when the gesture began, holds these pixels: they are needed to undo it. */
  kept(raster: RasterId): boolean
  commit(): void
  /** Restores document and pixels exactly. */
  abort(): void
}

/** A colour, 0 to 255 each. */
export interface Color {
  readonly r: number
  readonly g: number
  readonly b: number
}
