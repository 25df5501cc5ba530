import { hasPixels, type Layer, type RasterLayer } from '../../../electron/contract/document/index.ts'

/** Pixels of a document and where they lie. */
export type Placed = Pick<RasterLayer, 'raster' | 'transform'>

/** All that a layer has a place for: its pixels and its mask. */
export function placedOf(layer: Layer): Placed[] {
  const placed: Placed[] = hasPixels(layer) ? [layer] : []
  return layer.mask ? [...placed, layer.mask] : placed
}
