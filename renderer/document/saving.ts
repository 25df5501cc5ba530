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
