import type { DocumentData, LayerId } from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import type { DocumentSession } from '../session.ts'
import { groupLayer, layerOf, outermost, parentOf, siblingsOf, subtree, uniqueName } from '../tree.ts'

/** Puts layers, in their order, into one group in the place of the topmost. `name` is the translated "Group". */
export function groupLayers(session: DocumentSession, ids: readonly LayerId[], name: string): LayerId | null {
  const members = outermost(session.data, ids)
  const top = members.at(-1)
  if (top === undefined) return null
  const group = groupLayer(uniqueName(session.data, name), [...members])
  session.change(label('group'), (draft) => {
    const siblings = siblingsOf(draft, top)
    siblings.splice(siblings.indexOf(top) + 1, 0, group.id)
    for (const id of members) pull(draft, id)
    draft.layers[group.id] = group
    draft.active = group.id
  })
  session.selectLayers([group.id])
  return group.id
}

/** Puts the children of groups in their group's place. Layers that are no group stay as they are. */
export function ungroupLayers(session: DocumentSession, ids: readonly LayerId[]): void {
  const groups = ids.filter((id) => layerOf(session.data, id).kind === 'group')
  if (groups.length === 0) return
  const freed = groups.flatMap((id) => subtree(session.data, id).filter((child) => !groups.includes(child)))
  session.change(label('ungroup'), (draft) => {
    for (const id of groups) {
      const group = layerOf(draft, id)
      if (group.kind !== 'group') continue
      const siblings = siblingsOf(draft, id)
      siblings.splice(siblings.indexOf(id), 1, ...group.children)
      delete draft.layers[id]
    }
    draft.active = freed.at(-1) ?? draft.root.at(-1) ?? null
  })
  session.selectLayers(outermost(session.data, freed))
}

/**
 * Moves layers, in their order, into `parent` (null: the top level) at `index`, counted from the bottom among the
 * siblings as they are before the move. A group cannot move into itself; asking so changes nothing.
 */
export function moveLayers(
  session: DocumentSession,
  ids: readonly LayerId[],
  parent: LayerId | null,
  index: number,
): void {
  const { data } = session
  const members = outermost(data, ids)
  if (parent !== null && members.some((id) => subtree(data, id).includes(parent))) return
  const siblings = listOf(data, parent)
  // The gap between two layers is found again by those below it that stay.
  const below = siblings.slice(0, index).filter((id) => !members.includes(id)).length
  const rest = siblings.filter((id) => !members.includes(id))
  const next = [...rest.slice(0, below), ...members, ...rest.slice(below)]
  if (next.length === siblings.length && next.every((id, i) => id === siblings[i])) return
  session.change(label('reorder'), (draft) => {
    for (const id of members) pull(draft, id)
    listOf(draft, parent).splice(0, Number.POSITIVE_INFINITY, ...next)
  })
}

/** Moves the layers one place up (1) or down (-1) among their siblings, or to the end (`Infinity`). */
export function raiseLayers(session: DocumentSession, ids: readonly LayerId[], steps: number): void {
  const members = outermost(session.data, ids)
  const edge = steps > 0 ? members.at(-1) : members[0]
  if (edge === undefined) return
  const parent = parentOf(session.data, edge)
  const siblings = listOf(session.data, parent?.id ?? null)
  const at = siblings.indexOf(edge)
  const target = steps > 0 ? at + 1 + steps : at + steps
  moveLayers(session, members, parent?.id ?? null, Math.min(Math.max(target, 0), siblings.length))
}

/** Takes a layer out of its list; it stays in the document. */
function pull(draft: DocumentData, id: LayerId): void {
  const siblings = siblingsOf(draft, id)
  const index = siblings.indexOf(id)
  if (index >= 0) siblings.splice(index, 1)
}

function listOf(data: DocumentData, parent: LayerId | null): LayerId[] {
  if (parent === null) return data.root
  const layer = layerOf(data, parent)
  return layer.kind === 'group' ? layer.children : siblingsOf(data, parent)
}
