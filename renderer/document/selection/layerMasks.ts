import {
  hasPixels,
  type Layer,
  type LayerId,
  type LayerMask,
  shownBy,
} from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { label } from '../label.ts'
import { maskPixels } from '../layerPixels.ts'
import { currentSelection } from '../masks/current.ts'
import { maskInLayer } from '../masks/layerMask.ts'
import { type Mask, maskFromAlpha } from '../masks/mask.ts'
import { imageData, readRaster } from '../rasters.ts'
import type { DocumentSession } from '../session.ts'
import { inverse, type Matrix, matrixOf, multiply } from '../transform.ts'
import {
  identity,
  layerOf,
  paintedLayerOf,
  rasterLayerOf,
  requireUnlocked,
  siblingsOf,
  stacksOf,
} from '../tree.ts'
import { requireSelection, type SelectOptions, selectShape } from './select.ts'

/** What a new mask shows: everything, nothing, what is selected, or what of the layer is not transparent. */
export type MaskSource = 'all' | 'nothing' | 'selection' | 'alpha'

/**
 * Gives a layer a mask, in place of one that it has. One made of transparency takes the transparency's place: the pixels
 * become opaque.
 */
export function addMask(session: DocumentSession, id: LayerId, source: MaskSource): void {
  requireUnlocked(session.data, [id])
  const { width, height, transform } = frameOf(session, id)
  const hides = source === 'all'
  const shown = shownIn(session, id, source, { width, height }, matrixOf(transform))
  const raster = session.rasters.createColor(width, height, shown && maskBytes(shown, hides))
  const mask: LayerMask = {
    raster: raster.id,
    transform: { ...transform },
    hides,
    linked: true,
    enabled: true,
  }
  session.edit(label('addMask'), (gesture) => {
    if (source === 'alpha') {
      const layer = rasterLayerOf(session.data, id)
      eachStrip(width, height, (rect) => {
        const bytes = gesture.original(layer.raster, rect)
        for (let i = 3; i < bytes.length; i += 4) if (bytes[i]! > 0) bytes[i] = 255
        gesture.editPixels(layer.raster, rect, (context) =>
          context.putImageData(imageData(bytes, rect.width, rect.height), rect.x, rect.y),
        )
      })
    }
    gesture.update((draft) => {
      layerOf(draft, id).mask = mask
    })
  })
}

/** Masks a layer with coverage of the document's size, such as a cut-out's. */
export function maskLayerBy(session: DocumentSession, id: LayerId, shown: Mask): void {
  requireUnlocked(session.data, [id])
  const { width, height, transform } = frameOf(session, id)
  const data = maskInLayer(shown, matrixOf(transform), { x: 0, y: 0, width, height })
  const raster = session.rasters.createColor(width, height, maskBytes(data, false))
  change(session, 'addMask', id, (layer) => {
    layer.mask = { raster: raster.id, transform: { ...transform }, hides: false, linked: true, enabled: true }
  })
}

/** A mask of the document's size that shows what is selected. */
export const maskOfSelection = (session: DocumentSession): LayerMask =>
  maskOf(session, requireSelection(session))

/** A layer's mask that shows a part of the document, as softly as that is covered. */
export function maskOf(session: DocumentSession, { width, height, data }: Mask): LayerMask {
  const raster = session.rasters.createColor(width, height, maskBytes(data, false))
  return { raster: raster.id, transform: { ...identity }, hides: false, linked: true, enabled: true }
}

export function removeMask(session: DocumentSession, id: LayerId): void {
  requireUnlocked(session.data, [id])
  change(session, 'removeMask', id, (layer) => {
    delete layer.mask
  })
}

/** Makes of a layer's pixels what its mask shows of them, and takes the mask away. */
export function applyMask(session: DocumentSession, id: LayerId): void {
  requireUnlocked(session.data, [id])
  const { raster, transform, mask } = paintedLayerOf(session.data, id)
  if (!mask) return
  const { width, height } = session.rasters.color(raster)
  const masks = inRaster(session, mask, matrixOf(transform))
  session.edit(label('applyMask'), (gesture) => {
    eachStrip(width, height, (rect) => {
      const bytes = gesture.original(raster, rect)
      const shown = masks(rect)
      for (let i = 0; i < shown.length; i++)
        bytes[4 * i + 3] = Math.round((bytes[4 * i + 3]! * shown[i]!) / 255)
      gesture.editPixels(raster, rect, (context) =>
        context.putImageData(imageData(bytes, rect.width, rect.height), rect.x, rect.y),
      )
    })
    gesture.update((draft) => {
      delete layerOf(draft, id).mask
    })
  })
}

/** Shows what a mask hides, and hides what it shows. */
export function invertLayerMask(session: DocumentSession, id: LayerId): void {
  requireUnlocked(session.data, [id])
  const { mask } = layerOf(session.data, id)
  if (!mask) return
  const { width, height } = session.rasters.color(mask.raster)
  const alpha = maskFromAlpha(
    readRaster(session.rasters.color(mask.raster), { x: 0, y: 0, width, height }),
    width,
    height,
  )
  const hides = !mask.hides
  const shown = alpha.data.map((value) => shownBy({ hides }, value))
  const raster = session.rasters.createColor(width, height, maskBytes(shown, hides))
  change(session, 'invertMask', id, (layer) => {
    layer.mask = { ...mask, raster: raster.id, hides }
  })
}

export function setMaskEnabled(session: DocumentSession, id: LayerId, enabled: boolean): void {
  change(session, enabled ? 'enableMask' : 'disableMask', id, (layer) => {
    if (layer.mask) layer.mask.enabled = enabled
  })
}

/** Linked, a mask moves and scales with its layer. */
export function setMaskLinked(session: DocumentSession, id: LayerId, linked: boolean): void {
  change(session, linked ? 'linkMask' : 'unlinkMask', id, (layer) => {
    if (layer.mask) layer.mask.linked = linked
  })
}

/** Selects what a layer's mask shows. */
export function selectMask(session: DocumentSession, id: LayerId, options: SelectOptions = {}): void {
  const { mask } = layerOf(session.data, id)
  if (!mask) return
  const { width, height } = session.data
  const data = maskPixels(session.rasters, mask, { x: 0, y: 0, width, height })
  selectShape(session, label('selectionFromMask'), { width, height, data }, options)
}

/** Whether there is a layer below to clip a layer to. */
export const canClip = ({ data }: DocumentSession, id: LayerId): boolean =>
  stacksOf(data, siblingsOf(data, id))[0]?.base !== id

/** Shows a layer only where the layer below it shows. */
export function setClipped(session: DocumentSession, id: LayerId, clipped: boolean): void {
  requireUnlocked(session.data, [id])
  change(session, clipped ? 'clip' : 'unclip', id, (layer) => {
    if (clipped) layer.clipped = true
    else delete layer.clipped
  })
}

function change(
  session: DocumentSession,
  entry: Parameters<typeof label>[0],
  id: LayerId,
  write: (layer: Layer) => void,
): void {
  session.change(label(entry), (draft) => write(layerOf(draft, id)))
}

/** The pixels of a new mask: the layer's own, so that nothing is resampled; of what has none, the document's. */
function frameOf({ data, rasters }: DocumentSession, id: LayerId) {
  const layer = layerOf(data, id)
  if (!hasPixels(layer)) return { width: data.width, height: data.height, transform: identity }
  const { width, height } = rasters.color(layer.raster)
  return { width, height, transform: layer.transform }
}

function shownIn(
  session: DocumentSession,
  id: LayerId,
  source: MaskSource,
  { width, height }: { width: number; height: number },
  matrix: Matrix,
): Uint8Array | undefined {
  const whole = { x: 0, y: 0, width, height }
  const selection = source === 'selection' ? currentSelection(session) : null
  if (selection) return maskInLayer(selection, matrix, whole)
  if (source !== 'alpha') return undefined
  const { raster } = rasterLayerOf(session.data, id)
  return maskFromAlpha(readRaster(session.rasters.color(raster), whole), width, height).data
}

/** RGBA of a mask: the colour is what it stands for, so that it can be looked at. */
function maskBytes(shown: Uint8Array, hides: boolean): Uint8Array {
  const bytes = new Uint8Array(4 * shown.length)
  for (let i = 0; i < shown.length; i++) {
    if (!hides) bytes.fill(255, 4 * i, 4 * i + 3)
    bytes[4 * i + 3] = shownBy({ hides }, shown[i]!)
  }
  return bytes
}

/** What a mask shows of rectangles of a raster that `matrix` places in the document. */
function inRaster(session: DocumentSession, mask: LayerMask, matrix: Matrix): (rect: Rect) => Uint8Array {
  const { width, height } = session.rasters.color(mask.raster)
  const own = matrixOf(mask.transform)
  const same = (['a', 'b', 'c', 'd', 'e', 'f'] as const).every(
    (key) => Math.abs(own[key] - matrix[key]) < 1e-6,
  )
  if (same) {
    const alpha = (rect: Rect) => readRaster(session.rasters.color(mask.raster), rect)
    return (rect) =>
      maskFromAlpha(alpha(rect), rect.width, rect.height).data.map((value) => shownBy(mask, value))
  }
  const alpha = maskFromAlpha(
    readRaster(session.rasters.color(mask.raster), { x: 0, y: 0, width, height }),
    width,
    height,
  )
  const toMask = multiply(inverse(own), matrix)
  return (rect) => maskInLayer(alpha, toMask, rect).map((value) => shownBy(mask, value))
}

const ROWS = 256

/** Rows at a time, so that a whole layer needs no second copy of itself. */
function eachStrip(width: number, height: number, work: (rect: Rect) => void): void {
  for (let y = 0; y < height; y += ROWS) work({ x: 0, y, width, height: Math.min(ROWS, height - y) })
}
