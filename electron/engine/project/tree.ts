import type { DocumentData, LayerId, RasterId } from '../../contract/document.ts'
import { GanvasError } from '../../contract/errors.ts'
import { type Text, text } from '../../contract/text.ts'

/**
 * Checks what a schema cannot: that every layer hangs in the tree exactly once, under its own id.
 * @throws GanvasError `unreadable-file`, naming `name` and the layer
 */
export function checkTree(document: DocumentData, name: string): void {
  const fail = (layer: LayerId, reason: Text) =>
    new GanvasError('unreadable-file', text('projects.unsoundLayer', { name, layer, reason }))
  const seen = new Set<LayerId>()
  const waiting = [...document.root]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const layer = Object.hasOwn(document.layers, id) ? document.layers[id] : undefined
    if (!layer) throw fail(id, text('layerFaults.missing'))
    // With each layer met once, a cycle can only be a part that the root never reaches.
    if (seen.has(id)) throw fail(id, text('layerFaults.twice'))
    if (layer.id !== id) throw fail(id, text('layerFaults.otherId', { id: layer.id }))
    if (layer.kind === 'group') waiting.push(...layer.children)
    else if (layer.blendMode === 'pass-through') throw fail(id, text('layerFaults.groupMode'))
    seen.add(id)
  }
  const orphan = Object.keys(document.layers).find((id) => !seen.has(id))
  if (orphan !== undefined) throw fail(orphan, text('layerFaults.orphan'))
  if (document.active !== null && !seen.has(document.active))
    throw fail(document.active, text('layerFaults.activeMissing'))
}

/** Every raster that a document refers to, with the channels it must have. */
export function rastersOf(document: DocumentData): Map<RasterId, 1 | 4> {
  const rasters = new Map<RasterId, 1 | 4>()
  for (const layer of Object.values(document.layers)) {
    if (layer.kind === 'group') continue
    rasters.set(layer.raster, 4)
    if (layer.kind === 'result' && layer.recipe.mask) rasters.set(layer.recipe.mask, 1)
  }
  for (const mask of document.masks) rasters.set(mask.raster, 1)
  if (document.selection) rasters.set(document.selection, 1)
  return rasters
}

/** The rasters that must have the document's size: selections. */
export function selectionsOf(document: DocumentData): Set<RasterId> {
  const ids = document.masks.map((mask) => mask.raster)
  return new Set(document.selection ? [...ids, document.selection] : ids)
}
