import { ContextMenu } from '@base-ui/react/context-menu'
import { type ReactNode, useState } from 'react'
import { MenuEntries } from '../app/actions/MenuEntries.tsx'
import type { MenuSection } from '../app/actions/menus.ts'
import { getAction } from '../app/actions/registry.ts'
import { toolSettings, view } from '../canvas/index.ts'
import { interaction } from '../canvas/interaction.ts'
import { pickLayer } from '../canvas/tools/picking.ts'
import { toDocument } from '../canvas/viewMath.ts'
import { currentSelection, currentSession } from '../document/index.ts'
import { canvasSections, type Sections, type Under } from './canvasSections.ts'

/** The canvas with a menu for what is under the pointer, by the right button or the menu key. */
export function CanvasMenu({ children }: { children: ReactNode }) {
  const [sections, setSections] = useState<Sections>([])
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={
          // biome-ignore lint/a11y/noStaticElementInteractions: the canvas within is what is operated
          <div className="studio__picture" onContextMenu={() => setSections(canvasSections(lookUnder()))} />
        }
      >
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner className="popup__positioner">
          <ContextMenu.Popup className="popup">
            <MenuEntries sections={entriesOf(sections)} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}

const entriesOf = (sections: Sections): MenuSection[] =>
  sections.map((ids) => ({
    name: ids.join(' '),
    entries: ids.map((id) => ({ kind: 'action', action: getAction(id) })),
  }))

/** What the pointer is on; its layer becomes the active one, which the menu's commands are for. */
function lookUnder(): Under {
  const session = currentSession()
  const { pointer } = interaction.getState()
  const { tool } = toolSettings.getState()
  const selection = currentSelection(session)
  const point = pointer && toDocument(view.getState(), pointer)
  const isIn = (x: number, y: number) =>
    selection !== null &&
    x >= 0 &&
    y >= 0 &&
    x < selection.width &&
    y < selection.height &&
    selection.data[y * selection.width + x]! >= 128
  const inSelection = point !== null && isIn(Math.floor(point.x), Math.floor(point.y))
  const picked = point && !inSelection ? pickLayer(session, point) : null
  if (picked && !session.store.getState().selectedLayers.includes(picked)) session.selectLayers([picked])
  const id = picked ?? (point && !inSelection ? null : session.data.active)
  return {
    tool,
    layer: id === null ? null : (session.data.layers[id] ?? null),
    inSelection,
    selected: selection !== null,
  }
}
