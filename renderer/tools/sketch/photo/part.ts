import type { Pixels, Rect } from '../../../../electron/contract/pixels.ts'
import { createSurface, intersection, readRaster } from '../../../document/index.ts'
import type { ColorRaster } from '../../../document/types.ts'
import { placeFor } from '../layers.ts'

interface Size {
  width: number
  height: number
}

/**
 * What of a photo a generator's picture is to stand for: the smallest part of the picture's shape around what is selected, or as much
 * of it as the photo has; without a selection the largest one, in the photo's middle.
 */
export function regionFor(photo: Size, selected: Rect | null, picture: Size): Rect {
  if (!selected) return placeFor(photo, picture)
  const scale = Math.max(selected.width / picture.width, selected.height / picture.height)
  const width = Math.min(photo.width, Math.max(1, Math.round(scale * picture.width)))
  const height = Math.min(photo.height, Math.max(1, Math.round(scale * picture.height)))
  const along = (start: number, extent: number, length: number, whole: number) =>
    Math.max(0, Math.min(whole - length, Math.round(start + (extent - length) / 2)))
  return {
    x: along(selected.x, selected.width, width, photo.width),
    y: along(selected.y, selected.height, height, photo.height),
    width,
    height,
  }
}

/** A part of a photo as the engine is sent it. */
export interface PhotoPart {
  photo: Pixels
  /** What of that is meant. */
  region: Rect
  mask?: Pixels
}

/**
 * Reads a part of a photo, with what lies around it, from where an edit may bring something in.
 *
 * @param margin in shares of the region's sides
 * @param side that the region's longer side is reduced to where it is larger; absent: every pixel
 * @param mask of the photo's size
 */
export function readPart(
  raster: ColorRaster,
  region: Rect,
  {
    margin = 0,
    side = Number.POSITIVE_INFINITY,
    mask,
  }: { margin?: number; side?: number; mask?: Pixels | null },
): PhotoPart {
  const around = { x: Math.round(margin * region.width), y: Math.round(margin * region.height) }
  const part = intersection(
    {
      x: region.x - around.x,
      y: region.y - around.y,
      width: region.width + 2 * around.x,
      height: region.height + 2 * around.y,
    },
    { x: 0, y: 0, width: raster.width, height: raster.height },
  )
  const scale = Math.min(1, side / Math.max(region.width, region.height))
  const width = Math.max(1, Math.round(part.width * scale))
  const height = Math.max(1, Math.round(part.height * scale))
  const [sx, sy] = [width / part.width, height / part.height]
  const [left, top] = [Math.round((region.x - part.x) * sx), Math.round((region.y - part.y) * sy)]
  return {
    photo: { width, height, channels: 4, data: readScaled(raster, part, { width, height }) },
    region: {
      x: left,
      y: top,
      width: Math.max(1, Math.min(width - left, Math.round(region.width * sx))),
      height: Math.max(1, Math.min(height - top, Math.round(region.height * sy))),
    },
    ...(mask && { mask: maskPart(mask, part, { width, height }) }),
  }
}

function readScaled(raster: ColorRaster, part: Rect, { width, height }: Size): Uint8Array {
  if (width === part.width && height === part.height) return new Uint8Array(readRaster(raster, part).buffer)
  const { context } = createSurface(width, height)
  context.imageSmoothingQuality = 'high'
  const [sx, sy] = [width / part.width, height / part.height]
  context.setTransform(sx, 0, 0, sy, -part.x * sx, -part.y * sy)
  context.drawImage(raster.canvas, 0, 0)
  return new Uint8Array(context.getImageData(0, 0, width, height).data.buffer)
}

/** A part of a mask, each pixel that of the place it stands for. */
function maskPart({ width, data }: Pixels, part: Rect, to: Size): Pixels {
  const bytes = new Uint8Array(to.width * to.height)
  for (let row = 0, i = 0; row < to.height; row++) {
    const line = (part.y + Math.floor(((row + 0.5) * part.height) / to.height)) * width + part.x
    for (let column = 0; column < to.width; column++, i++)
      bytes[i] = data[line + Math.floor(((column + 0.5) * part.width) / to.width)]!
  }
  return { ...to, channels: 1, data: bytes }
}
