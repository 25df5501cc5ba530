import type { Pixels } from '../../../electron/contract/pixels.ts'
import { canvasOf, createSurface } from '../../document/index.ts'

/** One of the pictures that lie below each other in a strip. @param index counted from the top */
export function pictureAt({ width, height, channels, data }: Pixels, index: number, count: number): Pixels {
  const rows = height / count
  const bytes = width * rows * channels
  return { width, height: rows, channels, data: data.slice(index * bytes, (index + 1) * bytes) }
}

/** A generator's picture as large as it is seen: smooth, where squares would be shown of its few pixels. */
export function enlarged(pixels: Pixels, width: number, height: number): OffscreenCanvas {
  const { canvas, context } = createSurface(width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvasOf(pixels), 0, 0, width, height)
  return canvas
}
