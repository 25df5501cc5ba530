import type { DocumentData, RasterId } from '../../electron/contract/document.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { rastersOf } from './difference.ts'
import type { Scene } from './layerPixels.ts'

/** A document with all its pixels: what save and layered export send. */
export function toSaved(scene: Scene): { document: DocumentData; rasters: Record<RasterId, Pixels> } {
  const ids = [...rastersOf(scene.data)]
  return {
    document: scene.data,
    rasters: Object.fromEntries(ids.map((id) => [id, scene.rasters.toPixels(id)])),
  }
}

/** The version of every raster the document refers to. */
export function rasterVersions({ data, rasters }: Scene): Record<RasterId, number> {
  return Object.fromEntries([...rastersOf(data)].map((id) => [id, rasters.get(id).version]))
}

/** The rasters whose version is not that of an earlier {@link rasterVersions}: what autosave writes again. */
export function changedRastersSince(scene: Scene, versions: Readonly<Record<RasterId, number>>): RasterId[] {
  return Object.entries(rasterVersions(scene))
    .filter(([id, version]) => versions[id] !== version)
    .map(([id]) => id)
}
