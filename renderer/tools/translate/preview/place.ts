import { createStore } from 'zustand/vanilla'
import type { RasterLayer } from '../../../../electron/contract/document/index.ts'
import type { Rect } from '../../../../electron/contract/pixels.ts'
import type { LayerPreview } from '../../../canvas/index.ts'
import { intersection, isEmpty } from '../../../document/geometry.ts'
import { createSurface, type DocumentSession, imageData, type MaskRaster } from '../../../document/index.ts'
import { matrixOf, transformRect } from '../../../document/transform.ts'

/** What is looked at as it lies in the document; null when there is nothing. */
export const placedPicture = createStore<{ placed: LayerPreview | null }>(() => ({ placed: null }))

/**
 * A picture of any size as it lies in the document: with its layer's place, and cut to the selection. Null: outside.
 *
 * @param most the longest side that it is drawn at, in pixels; what is not needed costs time in each frame
 */
export function placeInDocument(
  session: DocumentSession,
  layer: RasterLayer,
  picture: OffscreenCanvas,
  max: number,
): LayerPreview | null {
  const raster = session.rasters.color(layer.raster)
  const matrix = matrixOf(layer.transform)
  const whole = { x: 0, y: 0, width: session.data.width, height: session.data.height }
  const rect = intersection(
    transformRect(matrix, { x: 0, y: 0, width: raster.width, height: raster.height }),
    whole,
  )
  if (isEmpty(rect)) return null
  const scale = Math.min(1, max / Math.max(rect.width, rect.height))
  const { canvas, context } = createSurface(
    Math.max(1, Math.round(rect.width * scale)),
    Math.max(1, Math.round(rect.height * scale)),
  )
  const { a, b, c, d, e, f } = matrix
  context.scale(canvas.width / rect.width, canvas.height / rect.height)
  context.translate(-rect.x, -rect.y)
  context.transform(a, b, c, d, e, f)
  context.drawImage(picture, 0, 0, raster.width, raster.height)
  const selection = session.data.selection && session.rasters.mask(session.data.selection)
  if (selection) {
    context.resetTransform()
    context.globalCompositeOperation = 'destination-in'
    context.drawImage(selectedPart(selection, rect, canvas.width, canvas.height), 0, 0)
  }
  return { canvas, ...rect }
}

let lastPart: { mask: MaskRaster; key: string; canvas: OffscreenCanvas } | null = null

/** `rect` of a mask as alpha, at another size; kept while the same is asked for. */
function selectedPart(mask: MaskRaster, rect: Rect, width: number, height: number): OffscreenCanvas {
  const key = JSON.stringify([mask.version, rect, width, height])
  if (lastPart?.mask === mask && lastPart.key === key) return lastPart.canvas
  const rgba = new Uint8ClampedArray(4 * width * height)
  for (let y = 0, to = 3; y < height; y++) {
    const from = (rect.y + Math.floor(((y + 0.5) * rect.height) / height)) * mask.width + rect.x
    for (let x = 0; x < width; x++, to += 4)
      rgba[to] = mask.data[from + Math.floor(((x + 0.5) * rect.width) / width)]!
  }
  const { canvas, context } = createSurface(width, height)
  context.putImageData(imageData(rgba, width, height), 0, 0)
  lastPart = { mask, key, canvas }
  return canvas
}
