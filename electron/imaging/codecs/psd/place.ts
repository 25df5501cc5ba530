import type { Transform } from '../../../contract/document/index.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import { breathe, type CodecOptions } from '../decoded.ts'
import { fromPixels } from '../encode.ts'
import { plainBytes } from '../pipeline.ts'

/** RGBA pixels at a whole-pixel place of a document. */
export interface Placed {
  left: number
  top: number
  pixels: Pixels
}

const ROWS_PER_BREATH = 256

/**
 * A transformed raster as document pixels: untouched where the transform is a whole-pixel shift, else resampled
 * (Lanczos where it shrinks, then bilinear, edges antialiased) and cropped to the document.
 * @returns null when nothing of it lies in the document
 */
export async function placeRaster(
  raster: Pixels,
  transform: Transform,
  document: { width: number; height: number },
  work: CodecOptions,
): Promise<Placed | null> {
  const { x, y, scaleX, scaleY, rotation } = transform
  const isShift = scaleX === 1 && scaleY === 1 && rotation % 360 === 0
  if (isShift && Number.isInteger(x) && Number.isInteger(y)) return { left: x, top: y, pixels: raster }

  const source = await shrink(raster, Math.abs(scaleX), Math.abs(scaleY))
  const sx = (scaleX * raster.width) / source.width
  const sy = (scaleY * raster.height) / source.height
  const cos = Math.cos((rotation * Math.PI) / 180)
  const sin = Math.sin((rotation * Math.PI) / 180)
  const box = boundsOf(source, document, (u, v) => [
    x + cos * sx * u - sin * sy * v,
    y + sin * sx * u + cos * sy * v,
  ])
  if (!box) return null
  const { left, top, width, height } = box
  const data = new Uint8Array(width * height * 4)
  for (let row = 0; row < height; row++) {
    if (row % ROWS_PER_BREATH === 0) await breathe(work)
    const dy = top + row + 0.5 - y
    for (let column = 0; column < width; column++) {
      const dx = left + column + 0.5 - x
      const u = (cos * dx + sin * dy) / sx
      const v = (cos * dy - sin * dx) / sy
      // How much of the pixel the raster covers, from the distance to its nearest edge.
      const coverage =
        clamp01(0.5 + Math.min(u, source.width - u) * Math.abs(sx)) *
        clamp01(0.5 + Math.min(v, source.height - v) * Math.abs(sy))
      if (coverage > 0) sample(source, u - 0.5, v - 0.5, coverage, data, 4 * (row * width + column))
    }
  }
  return { left, top, pixels: { width, height, channels: 4, data } }
}

async function shrink(raster: Pixels, scaleX: number, scaleY: number): Promise<Pixels> {
  const width = Math.max(1, Math.ceil(raster.width * Math.min(1, scaleX)))
  const height = Math.max(1, Math.ceil(raster.height * Math.min(1, scaleY)))
  if (width === raster.width && height === raster.height) return raster
  const data = await fromPixels(raster).resize(width, height, { fit: 'fill' }).raw().toBuffer()
  return { width, height, channels: 4, data: plainBytes(data) }
}

type Bounds = { left: number; top: number; width: number; height: number }

/** The document pixels that a mapped rectangle touches. */
function boundsOf(
  source: { width: number; height: number },
  document: { width: number; height: number },
  map: (u: number, v: number) => [number, number],
): Bounds | null {
  const { width: w, height: h } = source
  const corners = [map(0, 0), map(w, 0), map(0, h), map(w, h)]
  const xs = corners.map(([cx]) => cx)
  const ys = corners.map(([, cy]) => cy)
  // A corner that rounding left a hair beyond a pixel border does not touch the next pixel.
  const hair = 1e-6
  const left = Math.max(0, Math.floor(Math.min(...xs) + hair))
  const top = Math.max(0, Math.floor(Math.min(...ys) + hair))
  const right = Math.min(document.width, Math.ceil(Math.max(...xs) - hair))
  const bottom = Math.min(document.height, Math.ceil(Math.max(...ys) - hair))
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null
}

/** Bilinear, with colors weighted by their alpha; outside pixels repeat the border. */
function sample(
  { data, width, height }: Pixels,
  u: number,
  v: number,
  coverage: number,
  out: Uint8Array,
  o: number,
) {
  const x0 = Math.min(width - 1, Math.max(0, Math.floor(u)))
  const y0 = Math.min(height - 1, Math.max(0, Math.floor(v)))
  const x1 = Math.min(width - 1, x0 + 1)
  const y1 = Math.min(height - 1, y0 + 1)
  const fx = clamp01(u - x0)
  const fy = clamp01(v - y0)
  let r = 0
  let g = 0
  let b = 0
  let alpha = 0
  for (let corner = 0; corner < 4; corner++) {
    const at = 4 * ((corner & 2 ? y1 : y0) * width + (corner & 1 ? x1 : x0))
    const weight = (corner & 1 ? fx : 1 - fx) * (corner & 2 ? fy : 1 - fy) * data[at + 3]!
    r += weight * data[at]!
    g += weight * data[at + 1]!
    b += weight * data[at + 2]!
    alpha += weight
  }
  if (alpha === 0) return
  out[o] = Math.round(r / alpha)
  out[o + 1] = Math.round(g / alpha)
  out[o + 2] = Math.round(b / alpha)
  out[o + 3] = Math.round(alpha * coverage)
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value))
}
