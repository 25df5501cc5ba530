import { hasPixels, type Layer, type LayerId } from '../../../electron/contract/document/index.ts'
import { newId } from '../ids.ts'
import { label } from '../label.ts'
import type { DocumentSession } from '../session.ts'
import type { Point } from '../transform.ts'
import { layerOf, outermost, siblingsOf, subtree, uniqueName } from '../tree.ts'
import { insertAtActive, insertLayer } from './add.ts'
import { copyLayer } from './duplicate.ts'

/**
 * Copies layers of one document into another, groups with all they hold, above the layer that is active there, as one
 * undo entry of that document. Each keeps its pixels, its mask and its settings, and becomes selected.
 *
 * @param shift from a place in the one document to its place in the other, in document pixels
 * @returns the copies of the outermost layers, the lowest first
 */
export function copyAcross(
  from: DocumentSession,
  to: DocumentSession,
  ids: readonly LayerId[],
  shift: Point,
): LayerId[] {
  const originals = outermost(from.data, ids)
  const members = originals.flatMap((id) => subtree(from.data, id))
  const fresh = new Map(members.map((member) => [member, newId('layer')]))
  const copies = new Map(
    members.map((id) => [id, shifted(copyLayer(from, to, layerOf(from.data, id), fresh), shift)]),
  )
  to.change(label('addFrom', { name: from.data.name }), (draft) => {
    let below: LayerId | null = null
    for (const id of originals) {
      const copy = copies.get(id)!
      const name = uniqueName(draft, copy.name)
      // Without what it was clipped to, it would be clipped to whatever lies below it here.
      const clipped = copy.clipped && liesOnCopy(from, id, originals)
      const placed = { ...copy, name, locked: false, ...(copy.clipped && { clipped }) }
      if (below) insertLayer(draft, placed, below)
      else insertAtActive(draft, placed)
      below = copy.id
    }
    for (const copy of copies.values()) draft.layers[copy.id] ??= copy
  })
  const placed = originals.map((id) => fresh.get(id)!)
  to.selectLayers(placed)
  return placed
}

function shifted(layer: Layer, { x, y }: Point): Layer {
  const move = <T extends { x: number; y: number }>(at: T): T => ({ ...at, x: at.x + x, y: at.y + y })
  const { mask } = layer
  return {
    ...layer,
    ...(hasPixels(layer) && { transform: move(layer.transform) }),
    ...(mask && { mask: { ...mask, transform: move(mask.transform) } }),
  } as Layer
}

/** Whether the layer right below one is copied too. */
function liesOnCopy({ data }: DocumentSession, id: LayerId, copied: readonly LayerId[]): boolean {
  const siblings = siblingsOf(data, id)
  const below = siblings[siblings.indexOf(id) - 1]
  return below !== undefined && copied.includes(below)
}
