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
import type { ResultLayer } from '../resultTool.ts'
import { objectMask, paintedMask } from './state.ts'

/**
 * What of `object` counts beside its alpha, in its own pixels; undefined: all of it.
 *
 * @param result an earlier blend of it. Those of projects before layers had masks hold the mask that they were made with.
 */
export function maskPixels(
  session: DocumentSession,
  object: RasterLayer,
  result?: ResultLayer<'blend'>,
): Pixels | undefined {
  const found = objectMask(session.data, object)
  if (found.kind === 'selection') {
    const { mask } = found
    const { canvas } = session.rasters.color(mask.raster)
    const shown = coverageIn(session, object, canvas, matrixOf(mask.transform))
    for (let i = 0; i < shown.data.length; i++) shown.data[i] = shownBy(mask, shown.data[i]!)
    return shown
  }
  if (found.kind === 'brush') {
    const painted = session.data.layers[found.layer] as RasterLayer
    const { canvas } = session.rasters.color(painted.raster)
    return coverageIn(session, object, canvas, matrixOf(painted.transform))
  }
  const kept = object.mask || paintedMask(session.data, object.id) ? undefined : result?.recipe.mask
  return kept === undefined ? undefined : session.rasters.toPixels(kept)
}

/** The paint layer that masks `object`, while the document still has it. */
export function maskLayer(data: DocumentData, object: RasterLayer): RasterLayer | undefined {
  const mask = objectMask(data, object)
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
