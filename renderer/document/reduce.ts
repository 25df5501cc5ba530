import type { Rect } from '../../electron/contract/pixels.ts'
import { covering, intersection, isEmpty } from './geometry.ts'
import { createSurface, imageData, readRaster } from './rasters.ts'
import type { ColorRaster } from './types.ts'

/** Blocks around the part asked for, for the filter that draws it. */
const MARGIN = 2

/**
 * The part of a raster under `region` (in its pixels) with each block of factorX x factorY pixels averaged into one,
 * and where it lies, counted in blocks; null when there is none. Canvas resamples well down to about half size and
 * aliases below; what is shown smaller is reduced first, by whole blocks, and drawn from there.
 */
export function reducedPart(
  raster: ColorRaster,
  factorX: number,
  factorY: number,
  region: Rect,
): { canvas: OffscreenCanvas; x: number; y: number } | null {
  const left = region.x / factorX - MARGIN
  const top = region.y / factorY - MARGIN
  const right = (region.x + region.width) / factorX + MARGIN
  const bottom = (region.y + region.height) / factorY + MARGIN
  const all = {
    x: 0,
    y: 0,
    width: Math.ceil(raster.width / factorX),
    height: Math.ceil(raster.height / factorY),
  }
  const blocks = intersection(covering(left, top, right, bottom), all)
  if (isEmpty(blocks)) return null
  const { canvas, context } = createSurface(blocks.width, blocks.height)
  const x = blocks.x * factorX
  const width = Math.min(blocks.width * factorX, raster.width - x)
  for (let row = 0; row < blocks.height; row++) {
    const y = (blocks.y + row) * factorY
    const bytes = readRaster(raster, { x, y, width, height: Math.min(factorY, raster.height - y) })
    context.putImageData(imageData(averageBlocks(bytes, width, factorX, factorY), blocks.width, 1), 0, row)
  }
  return { canvas, x: blocks.x, y: blocks.y }
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
