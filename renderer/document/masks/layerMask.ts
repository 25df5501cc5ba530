import type { RasterLayer } from '../../../electron/contract/document/index.ts'
import type { Pixels, Rect } from '../../../electron/contract/pixels.ts'
import type { DocumentSession } from '../session.ts'
import { isShift, type Matrix, matrixOf } from '../transform.ts'
import { cutMask, type Mask } from './mask.ts'

/**
 * A document's mask as a layer's pixels see it: the coverage at the centre of each pixel of `rect`, interpolated;
 * 0 outside the document.
 *
 * @param matrix from layer pixels to document pixels
 * @param rect in layer pixels
 */
export function maskInLayer({ width, height, data }: Mask, matrix: Matrix, rect: Rect): Uint8Array {
  if (isShift(matrix)) return cutMask(data, width, { ...rect, x: rect.x + matrix.e, y: rect.y + matrix.f })
  const out = new Uint8Array(rect.width * rect.height)
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : data[y * width + x]!
  const { a, b, c, d, e, f } = matrix
  for (let row = 0, i = 0; row < rect.height; row++)
    for (let column = 0; column < rect.width; column++, i++) {
      const u = rect.x + column + 0.5
      const v = rect.y + row + 0.5
      const x = a * u + c * v + e - 0.5
      const y = b * u + d * v + f - 0.5
      const left = Math.floor(x)
      const top = Math.floor(y)
      const tx = x - left
      const upper = at(left, top) * (1 - tx) + at(left + 1, top) * tx
      const lower = at(left, top + 1) * (1 - tx) + at(left + 1, top + 1) * tx
      out[i] = Math.round(upper + (lower - upper) * (y - top))
    }
  return out
}

/** The current selection in the pixels of `layer`, of its raster's size; null without a selection. */
export function selectionIn({ data, rasters }: DocumentSession, layer: RasterLayer): Pixels | null {
  if (!data.selection) return null
  const { width, height } = rasters.color(layer.raster)
  const all = { x: 0, y: 0, width, height }
  const mask = maskInLayer(rasters.mask(data.selection), matrixOf(layer.transform), all)
  return { width, height, channels: 1, data: mask }
}
