import type { RasterLayer } from '../../../electron/contract/document.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { createSurface, imageData } from '../rasters.ts'
import type { DocumentSession } from '../session.ts'
import { inverse, type Matrix, matrixOf, multiply } from '../transform.ts'

/** The current selection, taken into the pixels of `layer`; null without a selection. */
export function selectionIn(session: DocumentSession, layer: RasterLayer): Pixels | null {
  const { selection } = session.data
  if (!selection) return null
  const { width, height, data } = session.rasters.mask(selection)
  const { canvas, context } = createSurface(width, height)
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < data.length; i++) rgba[i * 4 + 3] = data[i]!
  context.putImageData(imageData(rgba, width, height), 0, 0)
  return coverageIn(session, layer, canvas, matrixOf({ x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }))
}

/** The alpha of a canvas that `placed` puts into the document, resampled into the pixels of `layer`. */
export function coverageIn(
  session: DocumentSession,
  layer: RasterLayer,
  canvas: OffscreenCanvas,
  placed: Matrix,
): Pixels {
  const { width, height } = session.rasters.color(layer.raster)
  const surface = createSurface(width, height)
  const { a, b, c, d, e, f } = multiply(inverse(matrixOf(layer.transform)), placed)
  surface.context.imageSmoothingQuality = 'high'
  surface.context.setTransform(a, b, c, d, e, f)
  surface.context.drawImage(canvas, 0, 0)
  const rgba = surface.context.getImageData(0, 0, width, height).data
  const data = new Uint8Array(width * height)
  for (let i = 0; i < data.length; i++) data[i] = rgba[i * 4 + 3]!
  return { width, height, channels: 1, data }
}
