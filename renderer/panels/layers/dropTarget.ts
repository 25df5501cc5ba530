import type { LayerId } from '../../../electron/contract/document/index.ts'
import type { LayerRow } from './rows.ts'

/** Where dragged layers would go: into `parent` at `index`, counted from the bottom, before they are taken out. */
export interface DropTarget {
  readonly parent: LayerId | null
  readonly index: number
  /** How to show it: a line above or below a row, or the row itself lit up. */
  readonly row: LayerId
  readonly side: 'above' | 'below' | 'inside'
}

/**
 * The drop target for a pointer over a row, `fraction` of its height from its top. The outer quarters of a group
 * are beside it, its middle is inside; below an open group is inside it, on top of its children.
 */
export function dropTargetAt(row: LayerRow, fraction: number): DropTarget {
  const { layer, parent, index } = row
  const isGroup = layer.kind === 'group'
  const edge = isGroup ? 0.25 : 0.5
  if (fraction < edge) return { parent, index: index + 1, row: layer.id, side: 'above' }
  if (isGroup && (fraction <= 1 - edge || layer.expanded))
    return { parent: layer.id, index: layer.children.length, row: layer.id, side: 'inside' }
  return { parent, index, row: layer.id, side: 'below' }
}

/** Rows and their boxes on screen, top first. Below the last one is the bottom of the document. */
export function dropTargetFor(
  rows: readonly { row: LayerRow; top: number; height: number }[],
  y: number,
): DropTarget | null {
  const first = rows[0]
  const last = rows.at(-1)
  if (!first || !last) return null
  if (y < first.top) return dropTargetAt(first.row, 0)
  if (y >= last.top + last.height) {
    const bottom = rows.findLast(({ row }) => row.parent === null)!
    return { parent: null, index: 0, row: bottom.row.layer.id, side: 'below' }
  }
  const hit = rows.find(({ top, height }) => y < top + height)!
  return dropTargetAt(hit.row, (y - hit.top) / hit.height)
}
