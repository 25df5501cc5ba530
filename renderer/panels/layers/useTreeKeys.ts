import type { KeyboardEvent, RefObject } from 'react'
import type { LayerId } from '../../../electron/contract/document/index.ts'
import { getAction } from '../../app/actions/registry.ts'
import { runAction } from '../../app/actions/run.ts'
import { currentSession } from '../../document/index.ts'
import { moveLayers } from '../../document/operations/arrange.ts'
import { setVisible } from '../../document/operations/properties.ts'
import { moveByKey } from './moveByKey.ts'
import type { LayerRow } from './rows.ts'

/**
 * The keys of the tree: arrows walk and fold, with Shift they extend the selection, with Alt they move the
 * layers, into and out of groups with Alt and the left and right arrow; F2 or Enter renames, Space shows or hides,
 * Delete deletes.
 */
export function useTreeKeys(
  tree: RefObject<HTMLElement | null>,
  rows: readonly LayerRow[],
  rename: (id: LayerId) => void,
) {
  return (event: KeyboardEvent): void => {
    const session = currentSession()
    const { selectedLayers } = session.store.getState()
    const focused = (event.target as Element).closest<HTMLElement>('[data-layer]')?.dataset.layer
    const at = rows.findIndex(({ layer }) => layer.id === focused)
    const row = rows[at]
    if (!row) return

    const go = (to: LayerRow | undefined) => {
      if (!to) return
      const id = to.layer.id
      session.selectLayers(event.shiftKey ? [...selectedLayers.filter((other) => other !== id), id] : [id])
      tree.current?.querySelector<HTMLElement>(`[data-layer="${id}"]`)?.focus()
    }

    if (event.altKey && event.key.startsWith('Arrow')) {
      const move = moveByKey(session.data, row, event.key)
      if (move)
        moveLayers(
          session,
          selectedLayers.includes(row.layer.id) ? selectedLayers : [row.layer.id],
          move.parent,
          move.index,
        )
    } else if (event.altKey || event.ctrlKey || event.metaKey) return
    else if (event.key === 'ArrowUp') go(rows[at - 1])
    else if (event.key === 'ArrowDown') go(rows[at + 1])
    else if (event.key === 'Home') go(rows[0])
    else if (event.key === 'End') go(rows.at(-1))
    else if (event.key === 'ArrowRight' && row.layer.kind === 'group') {
      if (row.layer.expanded) go(rows[at + 1]?.parent === row.layer.id ? rows[at + 1] : undefined)
      else session.setExpanded(row.layer.id, true)
    } else if (event.key === 'ArrowLeft') {
      if (row.layer.kind === 'group' && row.layer.expanded) session.setExpanded(row.layer.id, false)
      else go(rows.find(({ layer }) => layer.id === row.parent))
    } else if (event.key === 'F2' || event.key === 'Enter') rename(row.layer.id)
    else if (event.key === ' ') setVisible(session, [row.layer.id], !row.layer.visible)
    else if (event.key === 'Delete' || event.key === 'Backspace') void runAction(getAction('layer.delete'))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
