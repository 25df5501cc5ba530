import type { DocumentData, LayerId } from '../../contract/document/index.ts'
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
