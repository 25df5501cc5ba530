import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import type { LayerId } from '../../../electron/contract/document/index.ts'
import { type Carried, carry, otherDocumentAt } from '../../canvas/index.ts'
import { currentSession, type DocumentSession } from '../../document/index.ts'
import { moveLayers } from '../../document/operations/arrange.ts'
import { commonBounds } from '../../document/operations/transform.ts'
import { type DropTarget, dropTargetFor } from './dropTarget.ts'
import type { LayerRow } from './rows.ts'

/** Pixels the pointer travels before a press becomes a drag. */
const THRESHOLD = 4

/** A dragged row that is selected takes the whole selection with it. */
function draggedWith({ store }: DocumentSession, id: LayerId): readonly LayerId[] {
  const { selectedLayers } = store.getState()
  return selectedLayers.includes(id) ? selectedLayers : [id]
}

/** Rows have no place in the picture: layers dragged by theirs are held by their middle. */
function heldByMiddle(home: DocumentSession, id: LayerId): Carried {
  const layers = draggedWith(home, id)
  const { x, y, width, height } = commonBounds(home, layers)
  return { home, scene: home, layers, grab: { x: x + width / 2, y: y + height / 2 } }
}

/** Reorders layers by dragging rows, or carries them to another document by way of its tab. */
export function useLayerDrag(tree: RefObject<HTMLElement | null>, rows: readonly LayerRow[]) {
  const [target, setTarget] = useState<DropTarget | null>(null)
  const [dragging, setDragging] = useState(false)
  const latest = useRef<DropTarget | null>(null)

  const show = (next: DropTarget | null) => {
    latest.current = next
    setTarget(next)
  }

  const boxes = () =>
    rows.flatMap((row) => {
      const element = tree.current?.querySelector(`[data-layer="${row.layer.id}"]`)
      const box = element?.getBoundingClientRect()
      return box ? [{ row, top: box.top, height: box.height }] : []
    })

  function startDrag(press: PointerEvent, id: LayerId): void {
    let moved = false
    const move = (event: globalThis.PointerEvent) => {
      if (!moved && Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < THRESHOLD)
        return
      moved = true
      if (otherDocumentAt(event)) {
        stop()
        carry(heldByMiddle(currentSession(), id), event)
        return
      }
      setDragging(true)
      show(dropTargetFor(boxes(), event.clientY))
    }
    const end = (event: globalThis.Event) => {
      const drop = latest.current
      stop()
      if (!moved) return
      // The click that follows the release would select the row under the pointer.
      window.addEventListener('click', swallow, true)
      setTimeout(() => window.removeEventListener('click', swallow, true))
      if (event.type !== 'pointerup' || !drop) return
      const session = currentSession()
      moveLayers(session, draggedWith(session, id), drop.parent, drop.index)
    }
    const stop = () => {
      controller.abort()
      setDragging(false)
      show(null)
    }
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      show(null)
      end(event)
    }
    const swallow = (click: MouseEvent) => click.stopPropagation()
    const controller = new AbortController()
    const options = { signal: controller.signal, capture: true }
    window.addEventListener('pointermove', move, options)
    window.addEventListener('pointerup', end, options)
    window.addEventListener('pointercancel', end, options)
    window.addEventListener('keydown', cancel, options)
  }

  return { target, dragging, startDrag }
}
