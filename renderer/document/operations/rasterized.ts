import type { RasterLayer, TextLayer } from '../../../electron/contract/document/index.ts'

/** A text as a layer of pixels, which are these. */
export function rasterized(
  { text: _, outline: __, origin: ___, ...plain }: TextLayer,
  { raster, transform }: Pick<TextLayer, 'raster' | 'transform'>,
): RasterLayer {
  return { ...plain, kind: 'paint', raster, transform }
}
