import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import type { LayerId } from '../../../electron/contract/document/index.ts'
import { currentSession } from '../../document/index.ts'
import { moveLayers } from '../../document/operations/arrange.ts'
import { type DropTarget, dropTargetFor } from './dropTarget.ts'
import type { LayerRow } from './rows.ts'

/** Pixels the pointer travels before a press becomes a drag. */
const THRESHOLD = 4

/** Reorders layers by dragging rows: a dragged row that is selected takes the whole selection with it. */
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
      setDragging(true)
      show(dropTargetFor(boxes(), event.clientY))
    }
    const end = (event: globalThis.Event) => {
      controller.abort()
      setDragging(false)
      const drop = latest.current
      show(null)
      if (!moved) return
      // The click that follows the release would select the row under the pointer.
      window.addEventListener('click', swallow, true)
      setTimeout(() => window.removeEventListener('click', swallow, true))
      if (event.type !== 'pointerup' || !drop) return
      const session = currentSession()
      const { selectedLayers } = session.store.getState()
      moveLayers(session, selectedLayers.includes(id) ? selectedLayers : [id], drop.parent, drop.index)
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
