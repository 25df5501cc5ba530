import { type DocumentData, type RasterId, rasterIdsOf } from '../../electron/contract/document/index.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import type { Scene } from './layerPixels.ts'

/** A document with all its pixels: what save and layered export send. */
export function toSaved(scene: Scene): { document: DocumentData; rasters: Record<RasterId, Pixels> } {
  const ids = [...rasterIdsOf(scene.data)]
  return {
    document: scene.data,
    rasters: Object.fromEntries(ids.map((id) => [id, scene.rasters.toPixels(id)])),
  }
}
