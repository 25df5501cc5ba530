import { type DocumentData, type RasterLayer, shownBy } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import {
  createSurface,
  type DocumentSession,
  inverse,
  type Matrix,
  matrixOf,
  multiply,
} from '../../document/index.ts'
import { type ObjectMask, objectMask } from './state.ts'

/**
 * What of `object` counts, in its own pixels: what was chosen for it, where the layer's mask lets it be seen; undefined: its
 * alpha alone.
 */
export function maskPixels(session: DocumentSession, object: RasterLayer): Pixels | undefined {
  const chosen = chosenMask(session, object)
  const { mask } = object
  if (!mask?.enabled) return chosen
  const { canvas } = session.rasters.color(mask.raster)
  const seen = coverageIn(session, object, canvas, matrixOf(mask.transform))
  for (let i = 0; i < seen.data.length; i++) {
    const shown = shownBy(mask, seen.data[i]!)
    seen.data[i] = chosen ? Math.round((shown * chosen.data[i]!) / 255) : shown
  }
  return seen
}

function chosenMask(session: DocumentSession, object: RasterLayer): Pixels | undefined {
  const mask: ObjectMask = objectMask(session.data, object.id)
  if (mask.kind === 'selection') return mask.pixels
  if (mask.kind === 'brush') {
    const painted = session.data.layers[mask.layer]
    if (painted?.kind !== 'paint') return undefined
    const { canvas } = session.rasters.color(painted.raster)
    return coverageIn(session, object, canvas, matrixOf(painted.transform))
  }
  return undefined
}

/** The paint layer that masks `object`, while the document still has it. */
export function maskLayer(data: DocumentData, object: RasterLayer): RasterLayer | undefined {
  const mask = objectMask(data, object.id)
  const layer = mask.kind === 'brush' ? data.layers[mask.layer] : undefined
  return layer?.kind === 'paint' ? layer : undefined
}

/** The alpha of a canvas that `placed` puts into the document, resampled into the pixels of `object`. */
function coverageIn(
  session: DocumentSession,
  object: RasterLayer,
  canvas: OffscreenCanvas,
  placed: Matrix,
): Pixels {
  const { width, height } = session.rasters.color(object.raster)
  const surface = createSurface(width, height)
  const { a, b, c, d, e, f } = multiply(inverse(matrixOf(object.transform)), placed)
  surface.context.imageSmoothingQuality = 'high'
  surface.context.setTransform(a, b, c, d, e, f)
  surface.context.drawImage(canvas, 0, 0)
  const rgba = surface.context.getImageData(0, 0, width, height).data
  const data = new Uint8Array(width * height)
  for (let i = 0; i < data.length; i++) data[i] = rgba[i * 4 + 3]!
  return { width, height, channels: 1, data }
}
