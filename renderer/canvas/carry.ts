import { createStore } from 'zustand/vanilla'
import { currentSession, isStillOpen, openDocuments, showDocument } from '../document/current.ts'
import { copyAcross } from '../document/operations/across.ts'
import type { DocumentSession } from '../document/session.ts'
import type { Point } from '../document/transform.ts'
import type { Carried } from './carried.ts'
import { pictureOf } from './compositor/original.ts'
import { setLayerPreview } from './overlay.ts'
import { view } from './view.ts'
import { toDocument } from './viewMath.ts'

/** What is under way between two documents, and where the pointer is on the page. */
export const carrying = createStore<{ carried: Carried | null; pointer: Point }>(() => ({
  carried: null,
  pointer: { x: 0, y: 0 },
}))

/** Milliseconds that the pointer rests on a tab before its document comes to the front. */
const HOVER_MS = 300

/** The document behind, whose tab is there. */
export function otherDocumentAt(event: MouseEvent): DocumentSession | null {
  const over = documentAt(event)
  return over === currentSession() ? null : over
}

/**
 * Takes layers along with the pointer until that is released: a tab under it comes to the front, over the picture it
 * shows what would come of it, and where it is released they are copied. Escape drops nothing.
 */
export function carry(carried: Carried, start: PointerEvent): void {
  const end = new AbortController()
  const options = { signal: end.signal, capture: true }
  const picture = pictureOf(carried.scene, carried.layers)
  let waiting: { session: DocumentSession; timer: ReturnType<typeof setTimeout> } | null = null

  const wait = (session: DocumentSession | null) => {
    if (waiting?.session === session) return
    clearTimeout(waiting?.timer)
    waiting = session && { session, timer: setTimeout(() => showDocument(session), HOVER_MS) }
  }
  const move = (event: PointerEvent) => {
    carrying.setState({ carried, pointer: { x: event.clientX, y: event.clientY } })
    wait(otherDocumentAt(event))
    const at = placeAt(event)
    const shift = at && currentSession() !== carried.home ? shiftTo(carried, at) : null
    const { width, height } = carried.scene.data
    setLayerPreview('top', shift && { canvas: picture, ...shift, width, height })
  }
  const stop = () => {
    end.abort()
    wait(null)
    carrying.setState({ carried: null })
    setLayerPreview('top', null)
  }
  const release = (event: PointerEvent) => {
    const over = documentAt(event)
    const at = placeAt(event)
    stop()
    if (over) showDocument(over)
    const to = currentSession()
    const { width, height } = to.data
    if (to !== carried.home && isStillOpen(carried.home) && (at || over))
      copyAcross(carried.scene, to, carried.layers, shiftTo(carried, at ?? { x: width / 2, y: height / 2 }))
  }
  window.addEventListener('pointermove', move, options)
  window.addEventListener('pointerup', release, options)
  window.addEventListener('pointercancel', stop, options)
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      stop()
    },
    options,
  )
  move(start)
}

/** On whole pixels, where layers stay sharp. */
const shiftTo = ({ grab }: Carried, { x, y }: Point): Point => ({
  x: Math.round(x - grab.x),
  y: Math.round(y - grab.y),
})

const elementAt = ({ clientX, clientY }: MouseEvent) => document.elementFromPoint(clientX, clientY)

/** The document whose tab is there. */
function documentAt(event: MouseEvent): DocumentSession | null {
  const id = elementAt(event)?.closest('[data-document]')?.getAttribute('data-document')
  return openDocuments.getState().sessions.find((session) => session.id === id) ?? null
}

/** The point of the document in front that is there; null beside the picture's part of the page. */
function placeAt(event: MouseEvent): Point | null {
  const box = elementAt(event)?.closest('.canvas__viewport')?.getBoundingClientRect()
  return box ? toDocument(view.getState(), { x: event.clientX - box.left, y: event.clientY - box.top }) : null
}
