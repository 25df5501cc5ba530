import {
  type DocumentData,
  hasPixels,
  type LayerId,
  type LayerMask,
  type RasterLayer,
  shownBy,
} from '../../electron/contract/document/index.ts'
import type { Rect } from '../../electron/contract/pixels.ts'
import { emptyRect, intersection, isEmpty, union } from './geometry.ts'
import { fillText, outlinedText, textMatrix } from './outlinedText.ts'
import { createSurface, type Rasters } from './rasters.ts'
import { reducedPart } from './reduce.ts'
import { inverse, isExact, isShift, matrixOf, multiply, transformRect } from './transform.ts'
import { layerOf } from './tree.ts'

/** A document's layers and their pixels; a session is one. */
export interface Scene {
  readonly data: DocumentData
  readonly rasters: Rasters
}

/** Straight RGBA bytes of a rectangle of the document. */
export interface Patch {
  readonly rect: Rect
  readonly bytes: Uint8ClampedArray<ArrayBuffer>
}

/** The document pixels that a layer, or all layers of a group, may cover. */
export function boundsOf({ data, rasters }: Scene, id: LayerId): Rect {
  const layer = layerOf(data, id)
  if (layer.kind === 'group')
    return layer.children.reduce((sum, child) => union(sum, boundsOf({ data, rasters }, child)), emptyRect)
  // An adjustment changes what is there, and covers nothing by itself.
  if (!hasPixels(layer)) return emptyRect
  const { width, height } = rasters.get(layer.raster)
  return transformRect(matrixOf(layer.transform), { x: 0, y: 0, width, height })
}

/**
 * The part of a layer that lies in `region`, before opacity and blending; null when there is none. Whole-pixel
 * shifts, quarter turns and mirroring are exact, anything else is resampled, or drawn from the outlines of a text.
 */
export function layerPixels(
  rasters: Rasters,
  layer: Pick<RasterLayer, 'raster' | 'transform'>,
  region: Rect,
): Patch | null {
  const raster = rasters.color(layer.raster)
  const matrix = matrixOf(layer.transform)
  const whole = { x: 0, y: 0, width: raster.width, height: raster.height }
  const rect = intersection(transformRect(matrix, whole), region)
  if (isEmpty(rect)) return null
  if (isShift(matrix)) {
    const { data } = raster.context.getImageData(
      rect.x - matrix.e,
      rect.y - matrix.f,
      rect.width,
      rect.height,
    )
    return { rect, bytes: data as Uint8ClampedArray<ArrayBuffer> }
  }
  const { context } = createSurface(rect.width, rect.height)
  const outlined = outlinedText(layer)
  if (outlined) {
    const shift = { a: 1, b: 0, c: 0, d: 1, e: -rect.x, f: -rect.y }
    fillText(context, outlined.outline, outlined.text.color, multiply(shift, textMatrix(outlined)))
    return { rect, bytes: bytesOf(context, rect) }
  }
  context.imageSmoothingEnabled = !isExact(matrix)
  context.imageSmoothingQuality = 'high'
  const { a, b, c, d, e, f } = matrix
  const [sx, sy] = [blocksFor(layer.transform.scaleX), blocksFor(layer.transform.scaleY)]
  context.setTransform(a * sx, b * sx, c * sy, d * sy, e - rect.x, f - rect.y)
  if (sx * sy > 1) {
    const part = reducedPart(raster, sx, sy, transformRect(inverse(matrix), rect))
    if (part) context.drawImage(part.canvas, part.x, part.y)
  } else context.drawImage(raster.canvas, 0, 0)
  return { rect, bytes: bytesOf(context, rect) }
}

const bytesOf = (context: OffscreenCanvasRenderingContext2D, { width, height }: Rect) =>
  context.getImageData(0, 0, width, height).data as Uint8ClampedArray<ArrayBuffer>

/** How much of each pixel of `region` a mask shows, 0 to 255. */
export function maskPixels(rasters: Rasters, mask: LayerMask, region: Rect): Uint8Array {
  const shown = new Uint8Array(region.width * region.height).fill(shownBy(mask, 0))
  const patch = layerPixels(rasters, mask, region)
  if (!patch) return shown
  const { rect, bytes } = patch
  for (let y = 0, from = 3; y < rect.height; y++) {
    let to = (rect.y - region.y + y) * region.width + rect.x - region.x
    for (let x = 0; x < rect.width; x++, from += 4) shown[to++] = shownBy(mask, bytes[from]!)
  }
  return shown
}

/** How many pixels side by side share one at this scale: 1 above half size. */
const blocksFor = (scale: number) => Math.max(1, Math.floor(1 / Math.abs(scale) + 1e-6))
