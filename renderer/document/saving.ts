import {
  type DocumentData,
  type LayerId,
  type RasterId,
  rasterIdsOf,
} from '../../electron/contract/document/index.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { layerPixels, type Scene } from './layerPixels.ts'
import { isShift, matrixOf } from './transform.ts'

/** A document with all its pixels, and its texts as they are seen where their own pixels are not: what a PSD is made of. */
export function toLayered(scene: Scene) {
  const { layers, width, height } = scene.data
  const texts: Record<LayerId, { x: number; y: number; pixels: Pixels }> = {}
  for (const layer of Object.values(layers)) {
    if (layer.kind !== 'text' || isShift(matrixOf(layer.transform))) continue
    const patch = layerPixels(scene.rasters, layer, { x: 0, y: 0, width, height })
    if (!patch) continue
    const { rect, bytes } = patch
    const pixels = {
      width: rect.width,
      height: rect.height,
      channels: 4 as const,
      data: new Uint8Array(bytes.buffer),
    }
    texts[layer.id] = { x: rect.x, y: rect.y, pixels }
  }
  return { ...toSaved(scene), texts }
}

/** A document with all its pixels: what save and layered export send. */
export function toSaved(scene: Scene): { document: DocumentData; rasters: Record<RasterId, Pixels> } {
  const ids = [...rasterIdsOf(scene.data)]
  return {
    document: scene.data,
    rasters: Object.fromEntries(ids.map((id) => [id, scene.rasters.toPixels(id)])),
  }
}
