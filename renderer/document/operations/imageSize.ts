import { hasPixels, type RasterLayer, type Transform } from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import { boundsOf, layerPixels } from '../layerPixels.ts'
import { checkSize, readRaster } from '../rasters.ts'
import { resize } from '../resample.ts'
import type { DocumentSession } from '../session.ts'
import { isShift, matrixOf } from '../transform.ts'
import { identity } from '../tree.ts'
import { replaceMasks } from './replaceMasks.ts'

/** What of a layer changes. */
type Placed = Pick<RasterLayer, 'raster' | 'transform'>

/**
 * Scales the whole document. Image and result layers keep their pixels and are shown smaller or larger; paint
 * layers, whose pixels are the document's, are resampled, as are masks.
 */
export function setImageSize(session: DocumentSession, width: number, height: number): void {
  checkSize(width, height)
  const { data } = session
  if (width === data.width && height === data.height) return
  const sx = width / data.width
  const sy = height / data.height
  const placed = new Map<string, Placed>()
  for (const layer of Object.values(data.layers))
    if (hasPixels(layer)) placed.set(layer.id, scaleLayer(session, layer, sx, sy))
  const masks = replaceMasks(session, (mask) => resize(mask, data.width, data.height, 1, width, height))
  session.change(label('imageSize'), (draft) => {
    draft.width = width
    draft.height = height
    for (const [id, next] of placed) Object.assign(draft.layers[id]!, next)
    masks(draft, width, height)
  })
}

function scaleLayer(session: DocumentSession, layer: RasterLayer, sx: number, sy: number): Placed {
  const scaled = scaleTransform(layer.transform, sx, sy)
  if (!scaled) {
    const upright = straighten(session, layer)
    const placed = scaleLayer(session, { ...layer, ...upright }, sx, sy)
    if (placed.raster !== upright.raster) session.rasters.free(upright.raster)
    return placed
  }
  const raster = session.rasters.color(layer.raster)
  const width = raster.width * sx
  const height = raster.height * sy
  const whole = [scaled.x, scaled.y, width, height].every(
    (value) => Math.abs(value - Math.round(value)) < 1e-6,
  )
  if (layer.kind !== 'paint' || !isShift(matrixOf(layer.transform)) || !whole)
    return { raster: layer.raster, transform: scaled }
  const [toWidth, toHeight] = [Math.round(width), Math.round(height)]
  const bytes = readRaster(raster, { x: 0, y: 0, width: raster.width, height: raster.height })
  const resized = resize(bytes, raster.width, raster.height, 4, toWidth, toHeight)
  return {
    raster: session.rasters.createColor(toWidth, toHeight, resized).id,
    transform: { ...identity, x: Math.round(scaled.x), y: Math.round(scaled.y) },
  }
}

/** The transform after scaling the document; null when it would shear, which a transform cannot say. */
function scaleTransform(old: Transform, sx: number, sy: number): Transform | null {
  const isSideways = Math.abs(old.rotation % 180) === 90
  if (sx !== sy && old.rotation % 180 !== 0 && !isSideways) return null
  const scaleX = old.scaleX * (isSideways ? sy : sx)
  const scaleY = old.scaleY * (isSideways ? sx : sy)
  return { x: old.x * sx, y: old.y * sy, scaleX, scaleY, rotation: old.rotation }
}

/** A rotated layer's pixels as they are seen, upright. */
function straighten(session: DocumentSession, layer: RasterLayer): Placed {
  const region = boundsOf(
    { data: { ...session.data, layers: { [layer.id]: layer } }, rasters: session.rasters },
    layer.id,
  )
  const patch = layerPixels(session.rasters, layer, region)!
  const raster = session.rasters.createColor(region.width, region.height, patch.bytes)
  return { raster: raster.id, transform: { ...identity, x: region.x, y: region.y } }
}
