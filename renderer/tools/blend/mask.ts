import type { DocumentData, RasterLayer } from '../../../electron/contract/document.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { type DocumentSession, matrixOf } from '../../document/index.ts'
import { coverageIn } from '../../document/selection/inLayer.ts'
import { type ObjectMask, objectMask } from './state.ts'

/** The mask of `object` in its own pixels; undefined: its alpha alone. */
export function maskPixels(session: DocumentSession, object: RasterLayer): Pixels | undefined {
  const mask: ObjectMask = objectMask(object.id)
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
  const mask = objectMask(object.id)
  const layer = mask.kind === 'brush' ? data.layers[mask.layer] : undefined
  return layer?.kind === 'paint' ? layer : undefined
}
