import type { RasterId } from '../ids.ts'
import type { DocumentData } from './data.ts'
import { hasPixels, type Layer } from './layer.ts'

/** The channels of a raster: 4 are RGBA, 1 is coverage. */
export type RasterChannels = 1 | 4

/** Every raster that a document refers to, with the channels that it must have. */
export function rastersOf({ layers, masks, selection }: DocumentData): Map<RasterId, RasterChannels> {
  const rasters = new Map<RasterId, RasterChannels>()
  for (const layer of Object.values(layers))
    for (const [id, channels] of rastersOfLayer(layer)) rasters.set(id, channels)
  for (const mask of masks) rasters.set(mask.raster, 1)
  if (selection) rasters.set(selection, 1)
  return rasters
}

/** The ids of every raster that a document refers to. */
export const rasterIdsOf = (document: DocumentData): Set<RasterId> => new Set(rastersOf(document).keys())

function rastersOfLayer(layer: Layer): [RasterId, RasterChannels][] {
  const rasters: [RasterId, RasterChannels][] = hasPixels(layer) ? [[layer.raster, 4]] : []
  if (layer.mask) rasters.push([layer.mask.raster, 4])
  if (layer.kind === 'result' && layer.recipe.mask) rasters.push([layer.recipe.mask, 1])
  return rasters
}

/** The rasters that must have the document's size: selections. */
export function selectionsOf({ masks, selection }: DocumentData): Set<RasterId> {
  const ids = masks.map((mask) => mask.raster)
  return new Set(selection ? [...ids, selection] : ids)
}
