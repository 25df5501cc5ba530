import type { RasterLayer } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import type { LayerPreview } from '../../canvas/index.ts'
import {
  createSurface,
  type DocumentSession,
  inverse,
  type Matrix,
  matrixOf,
  multiply,
  type Point,
  transformPoint,
  transformRect,
} from '../../document/index.ts'

/** The longer side at which a picture is shown over the canvas. */
const SHOWN_SIDE = 1024

/** Where a generator's picture lies: from shares of its sides, counted from the top left, to document pixels. */
export type Place = Matrix

/** The place that a layer's pixels fill, turned and mirrored as the layer is. */
export function placeOf(session: DocumentSession, { raster, transform }: RasterLayer): Place {
  const { width, height } = session.rasters.get(raster)
  return multiply(matrixOf(transform), { a: width, b: 0, c: 0, d: height, e: 0, f: 0 })
}

/** A point of the document in shares of the picture. */
export const shareAt = (place: Place, point: Point): Point => transformPoint(inverse(place), point)

/** A share of the picture in document pixels. */
export const pointAt = (place: Place, share: Point): Point => transformPoint(place, share)

/** How wide and high the picture is in the document, in pixels. */
export const sidesOf = ({ a, b, c, d }: Place): { width: number; height: number } => ({
  width: Math.hypot(a, b),
  height: Math.hypot(c, d),
})

/**
 * A picture, or one that fills a part of it, as it is shown over the document: smooth, where squares would be shown of few pixels.
 *
 * @param part in shares of the picture; all of it if absent
 */
export function laidOut(
  place: Place,
  picture: OffscreenCanvas,
  part: Rect = { x: 0, y: 0, width: 1, height: 1 },
): LayerPreview {
  const rect = transformRect(place, part)
  const scale = Math.min(1, SHOWN_SIDE / Math.max(rect.width, rect.height))
  const { canvas, context } = createSurface(
    Math.max(1, Math.ceil(rect.width * scale)),
    Math.max(1, Math.ceil(rect.height * scale)),
  )
  const [sx, sy] = [canvas.width / rect.width, canvas.height / rect.height]
  const { a, b, c, d, e, f } = place
  context.imageSmoothingQuality = 'high'
  context.setTransform(a * sx, b * sy, c * sx, d * sy, (e - rect.x) * sx, (f - rect.y) * sy)
  context.drawImage(picture, part.x, part.y, part.width, part.height)
  return { canvas, ...rect }
}
