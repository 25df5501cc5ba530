import type { DocumentData, LayerId } from '../../../electron/contract/document/index.ts'
import type { LayerRow } from './rows.ts'

/**
 * Where Alt and an arrow key take a layer: up and down among its siblings and out of its group at either end;
 * right into the group above it, or else below it; left out of its group, on top of it. Null: nowhere.
 */
export function moveByKey(
  data: DocumentData,
  { parent, index, siblings }: LayerRow,
  key: string,
): { parent: LayerId | null; index: number } | null {
  const list = parent ? childrenOf(data, parent) : data.root
  const outside = parent ? placeOf(data, parent) : null
  if (key === 'ArrowUp') {
    if (index < siblings - 1) return { parent, index: index + 2 }
    return outside && { parent: outside.parent, index: outside.index + 1 }
  }
  if (key === 'ArrowDown') {
    if (index > 0) return { parent, index: index - 1 }
    return outside
  }
  if (key === 'ArrowLeft') return outside && { parent: outside.parent, index: outside.index + 1 }
  if (key === 'ArrowRight') {
    const above = list[index + 1]
    if (above && isGroup(data, above)) return { parent: above, index: 0 }
    const below = list[index - 1]
    if (below && isGroup(data, below)) return { parent: below, index: childrenOf(data, below).length }
  }
  return null
}

const isGroup = (data: DocumentData, id: LayerId) => data.layers[id]?.kind === 'group'

function childrenOf(data: DocumentData, id: LayerId): readonly LayerId[] {
  const layer = data.layers[id]
  return layer?.kind === 'group' ? layer.children : []
}

/** The list that a layer is in, and where. */
function placeOf(data: DocumentData, id: LayerId): { parent: LayerId | null; index: number } {
  const parent = Object.values(data.layers).find(
    (layer) => layer.kind === 'group' && layer.children.includes(id),
  )
  const list = parent ? childrenOf(data, parent.id) : data.root
  return { parent: parent?.id ?? null, index: list.indexOf(id) }
}
