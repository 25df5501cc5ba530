import type { BlendMode, LayerId, Transform } from '../../electron/contract/document/index.ts'
import { createSignal } from './signal.ts'

/** Temporary pixels in document space. `width` and `height` are the extent they are drawn at, not the canvas's own. */
export interface LayerPreview {
  canvas: OffscreenCanvas | HTMLCanvasElement | ImageBitmap
  x: number
  y: number
  width: number
  height: number
  /** Opacity and mode of a preview above all layers; absent: 1 and normal. One in the place of a layer has that layer's. */
  opacity?: number
  mode?: BlendMode
  /** In the place of a layer: its mask says where it shows, as of the layer's own pixels; absent: it was made with that in mind. */
  masked?: boolean
}

/** A layer whose pixels the preview replaces, or `top`: above all layers. */
export type PreviewPlace = LayerId | 'top'

const previews = new Map<PreviewPlace, LayerPreview>()
const previewSignal = createSignal<[PreviewPlace]>()
const transformSignal = createSignal<[layer: LayerId, transform: Transform]>()

/**
 * Shows temporary pixels in the place of a layer, or above all, without touching the document: neither history
 * nor export sees them. Call again after redrawing the same canvas; null takes the preview away.
 */
export function setLayerPreview(place: PreviewPlace, preview: LayerPreview | null): void {
  if (preview) previews.set(place, preview)
  else if (!previews.delete(place)) return
  previewSignal.emit(place)
}

export function layerPreview(place: PreviewPlace): LayerPreview | undefined {
  return previews.get(place)
}

export function clearLayerPreviews(): void {
  for (const place of [...previews.keys()]) setLayerPreview(place, null)
}

let shownMask: LayerId | null = null
const shownMaskSignal = createSignal<[]>()

/** Shows the mask of a layer in grey in place of the document; null: the document again. */
export function showMask(layer: LayerId | null): void {
  if (layer === shownMask) return
  shownMask = layer
  shownMaskSignal.emit()
}

export const maskShown = (): LayerId | null => shownMask

/** @returns a function that ends the subscription. */
export const onMaskShown = shownMaskSignal.subscribe

let without: readonly PreviewPlace[] | null = null
const comparisonSignal = createSignal<[]>()

/**
 * What the comparison shows as before: the document without these layers and previews; null: the document as it was
 * opened.
 */
export function compareWithout(places: readonly PreviewPlace[] | null): void {
  if (JSON.stringify(places) === JSON.stringify(without)) return
  without = places
  comparisonSignal.emit()
}

export const comparedWithout = (): readonly PreviewPlace[] | null => without

/** @returns a function that ends the subscription. */
export const onComparison = comparisonSignal.subscribe

/** @returns a function that ends the subscription. */
export const onLayerPreview = previewSignal.subscribe

/** Calls back at every step of a drag of handles or layer, before and after it is committed. @returns a function that stops it */
export const onLayerTransform = transformSignal.subscribe

/** Called by the tools that move layers. */
export const emitLayerTransform = transformSignal.emit
