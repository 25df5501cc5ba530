import type { DocumentData, LayerId } from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import type { DocumentSession } from '../session.ts'
import { outermost, parentOf, requireUnlocked, siblingsOf, subtree } from '../tree.ts'

/** Deletes layers, groups with all they hold. The layer below the lowest of them becomes active. */
export function removeLayers(session: DocumentSession, ids: readonly LayerId[]): void {
  requireUnlocked(session.data, ids)
  const doomed = outermost(session.data, ids)
  if (doomed.length === 0) return
  session.change(label('remove'), (draft) => {
    draft.active = neighbour(draft, doomed)
    for (const id of doomed) detach(draft, id)
  })
}

/** Takes a layer and all it holds out of the document. */
export function detach(draft: DocumentData, id: LayerId): void {
  const siblings = siblingsOf(draft, id)
  const members = subtree(draft, id)
  siblings.splice(siblings.indexOf(id), 1)
  for (const member of members) delete draft.layers[member]
}

/** The nearest layer that stays: below the lowest, else above it, else the group around it. */
function neighbour(data: DocumentData, doomed: readonly LayerId[]): LayerId | null {
  const first = doomed[0]!
  const siblings = siblingsOf(data, first)
  const index = siblings.indexOf(first)
  const stays = (id: LayerId) => !doomed.includes(id)
  return (
    siblings.slice(0, index).findLast(stays) ??
    siblings.slice(index).find(stays) ??
    parentOf(data, first)?.id ??
    null
  )
}
