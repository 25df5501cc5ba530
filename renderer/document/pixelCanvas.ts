import type { Pixels } from '../../electron/contract/pixels.ts'
import { toRgba } from './create.ts'
import { createSurface, imageData } from './rasters.ts'

/**
 * Pixels as a canvas of their size, in main memory.
 *
 * @throws GanvasError `too-large`
 */
export function canvasOf(pixels: Pixels): OffscreenCanvas {
  const { canvas, context } = createSurface(pixels.width, pixels.height)
  context.putImageData(imageData(toRgba(pixels), pixels.width, pixels.height), 0, 0)
  return canvas
}

/** Pixels as the bytes of a PNG file. */
export const pngOf = (pixels: Pixels): Promise<Blob> => canvasOf(pixels).convertToBlob({ type: 'image/png' })
