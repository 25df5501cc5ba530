import type { DocumentData, Transform } from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import { layerPixels } from '../layerPixels.ts'
import { checkSize, readRaster } from '../rasters.ts'
import { resize } from '../resample.ts'
import type { DocumentSession } from '../session.ts'
import { isShift, matrixOf, transformRect } from '../transform.ts'
import { identity } from '../tree.ts'
import { type Placed, placedOf } from './places.ts'
import { rasterized } from './rasterized.ts'
import { replaceMasks } from './replaceMasks.ts'

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
  const placed = new Map<Placed, Placed>()
  for (const layer of Object.values(data.layers))
    for (const old of placedOf(layer))
      placed.set(old, scalePlaced(session, old, layer.kind === 'paint', sx, sy))
  const masks = replaceMasks(session, (mask) => resize(mask, data.width, data.height, 1, width, height))
  session.change(label('imageSize'), (draft) => {
    draft.width = width
    draft.height = height
    for (const [id, layer] of Object.entries(data.layers))
      for (const [k, old] of placedOf(layer).entries())
        Object.assign(placedOf(draft.layers[id]!)[k]!, placed.get(old))
    rasterizeSheared(data, draft)
    masks(draft, width, height)
  })
}

/** A text that would shear has become its pixels. */
function rasterizeSheared(before: DocumentData, draft: DocumentData): void {
  for (const [id, layer] of Object.entries(draft.layers)) {
    const old = before.layers[id]
    if (layer.kind === 'text' && old?.kind === 'text' && layer.raster !== old.raster)
      draft.layers[id] = rasterized(layer, layer)
  }
}

function scalePlaced(
  session: DocumentSession,
  layer: Placed,
  resamples: boolean,
  sx: number,
  sy: number,
): Placed {
  const scaled = scaleTransform(layer.transform, sx, sy)
  if (!scaled) {
    const upright = straighten(session, layer)
    const placed = scalePlaced(session, upright, resamples, sx, sy)
    if (placed.raster !== upright.raster) session.rasters.free(upright.raster)
    return placed
  }
  const raster = session.rasters.color(layer.raster)
  const width = raster.width * sx
  const height = raster.height * sy
  const whole = [scaled.x, scaled.y, width, height].every(
    (value) => Math.abs(value - Math.round(value)) < 1e-6,
  )
  if (!resamples || !isShift(matrixOf(layer.transform)) || !whole)
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
function straighten(session: DocumentSession, layer: Placed): Placed {
  const { width, height } = session.rasters.color(layer.raster)
  const region = transformRect(matrixOf(layer.transform), { x: 0, y: 0, width, height })
  const patch = layerPixels(session.rasters, layer, region)!
  const raster = session.rasters.createColor(region.width, region.height, patch.bytes)
  return { raster: raster.id, transform: { ...identity, x: region.x, y: region.y } }
}
