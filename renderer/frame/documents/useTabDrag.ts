import { type PointerEvent, type RefObject, useState } from 'react'
import { type DocumentSession, moveDocument, openDocuments, showDocument } from '../../document/index.ts'

/** Pixels the pointer travels before a press becomes a drag. */
const THRESHOLD = 5

/** Shows a tab that is pressed, and gives it another place while it is dragged along the others; Escape puts it back. */
export function useTabDrag(list: RefObject<HTMLElement | null>) {
  const [dragged, setDragged] = useState<DocumentSession | null>(null)

  function startDrag(press: PointerEvent, session: DocumentSession): void {
    showDocument(session)
    const from = openDocuments.getState().sessions.indexOf(session)
    let moved = false
    const move = ({ clientX }: globalThis.PointerEvent) => {
      if (!moved && Math.abs(clientX - press.clientX) < THRESHOLD) return
      moved = true
      setDragged(session)
      moveDocument(session, placeAt(clientX, session))
    }
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      moveDocument(session, from)
      end()
    }
    const end = () => {
      controller.abort()
      setDragged(null)
    }
    const controller = new AbortController()
    const options = { signal: controller.signal, capture: true }
    window.addEventListener('pointermove', move, options)
    window.addEventListener('pointerup', end, options)
    window.addEventListener('pointercancel', end, options)
    window.addEventListener('keydown', cancel, options)
  }

  /** How many of the other tabs have their middle left of the pointer. */
  function placeAt(x: number, session: DocumentSession): number {
    const tabs = [...(list.current?.querySelectorAll('[role="tab"]') ?? [])]
    return tabs.filter((tab) => {
      const { left, width } = tab.getBoundingClientRect()
      return tab.getAttribute('data-document') !== session.id && left + width / 2 < x
    }).length
  }

  return { dragged, startDrag }
}
