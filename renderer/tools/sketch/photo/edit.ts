import type { LayerId, SketchPhoto } from '../../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import type { DocumentSession } from '../../../document/index.ts'
import { pictureRaster, type SketchLayers } from '../layers.ts'
import type { Drawn, PhotoEdit } from '../state.ts'
import { readPart } from './part.ts'

/** The longer side at which a photo is looked for among a generator's pictures: several times any of them. */
export const LOOKED_SIDE = 512

/** The photo of a sketch of before; null for one that has none, or whose photo is gone. */
export function photoOf(
  session: DocumentSession,
  { result }: SketchLayers,
  reconstruction: Drawn,
): PhotoEdit | null {
  const { source, photo, mask } = result.recipe
  const raster = pictureRaster(session, source)
  if (!photo || !raster) return null
  const { photo: pixels } = readPart(raster, photo.region, { side: LOOKED_SIDE })
  return editOf(source, photo, pixels, reconstruction, mask ? session.rasters.toPixels(mask) : null)
}

/** An edit that shows nothing yet. */
export const editOf = (
  layer: LayerId,
  kept: SketchPhoto,
  pixels: Pixels,
  reconstruction: Drawn,
  mask: Pixels | null,
): PhotoEdit => ({ ...kept, layer, pixels, reconstruction, mask, shown: true, edited: null })
