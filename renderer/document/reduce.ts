import { createSurface, imageData, readRaster } from './rasters.ts'
import type { ColorRaster } from './types.ts'

interface Reduced {
  readonly version: number
  readonly factorX: number
  readonly factorY: number
  readonly canvas: OffscreenCanvas
}

/** The last reduction of each raster, until its pixels change. */
const cache = new WeakMap<ColorRaster, Reduced>()

/**
 * A raster with each block of factorX x factorY pixels averaged into one. Canvas resamples well down to about half
 * size and aliases below; what is shown smaller is reduced first, by whole blocks, and drawn from there.
 */
export function reduced(raster: ColorRaster, factorX: number, factorY: number): OffscreenCanvas {
  const cached = cache.get(raster)
  if (cached?.version === raster.version && cached.factorX === factorX && cached.factorY === factorY)
    return cached.canvas
  const width = Math.ceil(raster.width / factorX)
  const height = Math.ceil(raster.height / factorY)
  const { canvas, context } = createSurface(width, height)
  for (let row = 0; row < height; row++) {
    const y = row * factorY
    const rows = Math.min(factorY, raster.height - y)
    const bytes = readRaster(raster, { x: 0, y, width: raster.width, height: rows })
    const average = averageBlocks(bytes, raster.width, factorX, factorY)
    context.putImageData(imageData(average, width, 1), 0, row)
  }
  cache.set(raster, { version: raster.version, factorX, factorY, canvas })
  return canvas
}

/**
 * One row of blocks averaged, colours weighted by alpha. `rgba` holds at most factorY rows; what a block lacks of
 * its factorX x factorY pixels counts as transparent.
 */
export function averageBlocks(
  rgba: Uint8ClampedArray,
  width: number,
  factorX: number,
  factorY: number,
): Uint8ClampedArray {
  const blocks = Math.ceil(width / factorX)
  const sums = new Float64Array(blocks * 4)
  for (let i = 0, x = 0; i < rgba.length; i += 4, x = x + 1 === width ? 0 : x + 1) {
    const to = Math.floor(x / factorX) * 4
    const alpha = rgba[i + 3]!
    sums[to]! += rgba[i]! * alpha
    sums[to + 1]! += rgba[i + 1]! * alpha
    sums[to + 2]! += rgba[i + 2]! * alpha
    sums[to + 3]! += alpha
  }
  const out = new Uint8ClampedArray(blocks * 4)
  for (let i = 0; i < out.length; i += 4) {
    const alpha = sums[i + 3]!
    if (alpha === 0) continue
    for (let k = 0; k < 3; k++) out[i + k] = sums[i + k]! / alpha
    out[i + 3] = alpha / (factorX * factorY)
  }
  return out
}
