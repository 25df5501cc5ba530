import type { RasterLayer } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { createSurface, type DocumentSession } from '../../document/index.ts'
import type { Translator } from './state.ts'

/**
 * What a network of labels sees where none is painted: the first one. Null for any other network: it is given what is
 * transparent, and knows what to do with it.
 */
export function paperOf({ translation }: Translator): string | null {
  const labels = translation.kind === 'drawing' && translation.draws === 'labels'
  const first = labels ? translation.palette?.[0] : undefined
  return first ? hexOf(first.color) : null
}

export const hexOf = (color: readonly number[]): string =>
  `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`

/** A layer's own pixels, whole, as the model is to see them. */
export function inputPixels(session: DocumentSession, layer: RasterLayer, translator: Translator): Pixels {
  const paper = paperOf(translator)
  if (!paper) return session.rasters.toPixels(layer.raster)
  const { canvas, width, height } = session.rasters.color(layer.raster)
  return onPaper(canvas, paper, width, height)
}

/** A picture drawn over a colour at another size: opaque RGBA. */
export function onPaper(
  picture: CanvasImageSource,
  paper: string | null,
  width: number,
  height: number,
): Pixels {
  const { context } = createSurface(width, height)
  if (paper) {
    context.fillStyle = paper
    context.fillRect(0, 0, width, height)
  }
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  return { width, height, channels: 4, data: new Uint8Array(data.buffer) }
}
