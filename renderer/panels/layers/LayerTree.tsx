import { ContextMenu } from '@base-ui/react/context-menu'
import { useMemo, useRef, useState } from 'react'
import type { LayerId } from '../../../electron/contract/document/index.ts'
import { MenuEntries } from '../../app/actions/MenuEntries.tsx'
import { currentSession, useDocument } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { contextSections } from './contextMenu.ts'
import { LayerItem } from './LayerItem.tsx'
import { nextSelection } from './nextSelection.ts'
import { layerRows } from './rows.ts'
import { useLayerDrag } from './useLayerDrag.ts'
import { useTreeKeys } from './useTreeKeys.ts'

/** The layers as a tree: top layer first, several selectable, reordered by mouse or keyboard. */
export function LayerTree() {
  const t = useT()
  const data = useDocument((state) => state.data)
  const selected = useDocument((state) => state.selectedLayers)
  const rows = useMemo(() => layerRows(data), [data])
  const tree = useRef<HTMLDivElement>(null)
  const [renaming, setRenaming] = useState<LayerId | null>(null)
  const { target, dragging, startDrag } = useLayerDrag(tree, rows)
  const onKeyDown = useTreeKeys(tree, rows, setRenaming)
  // The row that Tab reaches.
  const focusable = rows.find(({ layer }) => layer.id === data.active)?.layer.id ?? rows[0]?.layer.id

  const select = (
    id: LayerId,
    { shiftKey, ctrlKey, metaKey }: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean },
  ) =>
    currentSession().selectLayers(
      nextSelection(
        rows.map(({ layer }) => layer.id),
        selected,
        id,
        shiftKey,
        ctrlKey || metaKey,
      ),
    )

  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={
          <div
            ref={tree}
            className="layer-tree"
            role="tree"
            aria-label={t('app:panels.layers')}
            aria-multiselectable
            data-dragging={dragging || undefined}
            onKeyDown={onKeyDown}
          />
        }
      >
        {rows.map((row) => (
          <LayerItem
            key={row.layer.id}
            row={row}
            selected={selected.includes(row.layer.id)}
            focusable={row.layer.id === focusable}
            renaming={row.layer.id === renaming}
            drop={target?.row === row.layer.id ? target.side : null}
            onRename={setRenaming}
            onSelect={select}
            onDragStart={startDrag}
          />
        ))}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner className="popup__positioner">
          <ContextMenu.Popup className="popup">
            <MenuEntries sections={contextSections()} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}
