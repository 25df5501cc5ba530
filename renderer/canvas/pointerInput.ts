import type { Point } from '../document/transform.ts'
import { carry, otherDocumentAt } from './carry.ts'
import type { ToolHost } from './toolHost.ts'
import { toolSettings } from './toolSettings.ts'
import type { Pointer } from './tools/tool.ts'
import { view } from './view.ts'
import { panBy, zoomTo } from './viewCommands.ts'
import { toDocument, turnedPoint } from './viewMath.ts'

/** Zoom per pixel of a wheel's turn, for a natural speed: a notch of 100 zooms by a fifth. */
const WHEEL_ZOOM = 1 / 500
const LINE_HEIGHT = 32

/** Turns the browser's pointer, wheel and touch events on `element` into calls of the host. @returns a function that ends it. */
export function attachPointer(element: HTMLElement, host: ToolHost): () => void {
  const touches = new Map<number, Point>()
  const end = new AbortController()
  const { signal } = end
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
  let active: number | null = null

  /** In the viewport as if it were not turned. */
  function pointOf(event: MouseEvent): Point {
    const box = element.getBoundingClientRect()
    const { rotation } = view.getState()
    if (rotation === 0) return { x: event.clientX - box.left, y: event.clientY - box.top }
    const away = {
      x: event.clientX - box.left - box.width / 2,
      y: event.clientY - box.top - box.height / 2,
    }
    const { x, y } = turnedPoint(away, -rotation)
    return { x: x + element.clientWidth / 2, y: y + element.clientHeight / 2 }
  }

  function sample(event: PointerEvent | MouseEvent): Pointer {
    const screen = pointOf(event)
    const pen = event instanceof PointerEvent ? event : null
    return {
      screen,
      document: toDocument(view.getState(), screen),
      pressure: pen?.pressure ?? 0.5,
      device: pen?.pointerType === 'pen' ? 'pen' : pen?.pointerType === 'touch' ? 'touch' : 'mouse',
      shift: event.shiftKey,
      alt: event.altKey,
      mod: isMac ? event.metaKey : event.ctrlKey,
      time: event.timeStamp,
    }
  }

  function onDown(event: PointerEvent): void {
    if (event.pointerType === 'touch') {
      touches.set(event.pointerId, pointOf(event))
      if (touches.size === 2) host.cancel()
      if (touches.size > 1) return
    }
    if (active !== null || event.button > 1) return
    if (event.button === 1) {
      event.preventDefault()
      toolSettings.setState({ heldTool: 'hand' })
    }
    active = event.pointerId
    element.setPointerCapture(event.pointerId)
    host.down(sample(event))
  }

  function onMove(event: PointerEvent): void {
    if (touches.size === 2 && touches.has(event.pointerId)) {
      pinch(event)
      return
    }
    if (active !== null && event.pointerId !== active) return
    const carried = active !== null && otherDocumentAt(event) ? host.carry() : null
    if (carried) {
      active = null
      element.releasePointerCapture(event.pointerId)
      carry(carried, event)
      return
    }
    const coalesced = host.busy ? event.getCoalescedEvents() : []
    host.move((coalesced.length > 0 ? coalesced : [event]).map(sample))
  }

  function onUp(event: PointerEvent): void {
    touches.delete(event.pointerId)
    if (event.pointerId !== active) return
    active = null
    host.up(sample(event))
    if (event.button === 1) toolSettings.setState({ heldTool: null })
  }

  function onCancel(event: PointerEvent): void {
    touches.delete(event.pointerId)
    if (event.pointerId === active) {
      active = null
      host.cancel()
    }
  }

  /** Two fingers: their middle drags the view, their distance scales it. */
  function pinch(event: PointerEvent): void {
    const [p, q] = [...touches.values()] as [Point, Point]
    touches.set(event.pointerId, pointOf(event))
    const [r, s] = [...touches.values()] as [Point, Point]
    const middle = { x: (r.x + s.x) / 2, y: (r.y + s.y) / 2 }
    panBy(middle.x - (p.x + q.x) / 2, middle.y - (p.y + q.y) / 2)
    const before = Math.hypot(p.x - q.x, p.y - q.y)
    const after = Math.hypot(r.x - s.x, r.y - s.y)
    if (before > 1) zoomTo(view.getState().zoom * (after / before), middle)
  }

  element.addEventListener('pointerdown', onDown, { signal })
  element.addEventListener('pointermove', onMove, { signal })
  element.addEventListener('pointerup', onUp, { signal })
  element.addEventListener('pointercancel', onCancel, { signal })
  element.addEventListener('pointerleave', () => host.out(), { signal })
  element.addEventListener('dblclick', (event) => host.doubleClick(sample(event)), { signal })
  element.addEventListener('wheel', (event) => turnWheel(event, pointOf(event), view.getState().rotation), {
    signal,
    passive: false,
  })
  return () => end.abort()
}

/** Moves the view by the wheel and by dragging `element`, which shows it too. @returns a function that ends it. */
export function attachViewGestures(element: HTMLElement): () => void {
  const end = new AbortController()
  const { signal } = end
  const pointOf = (event: MouseEvent) => {
    const box = element.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  element.addEventListener('pointerdown', ({ pointerId }) => element.setPointerCapture(pointerId), { signal })
  element.addEventListener(
    'pointermove',
    (event) => {
      if (element.hasPointerCapture(event.pointerId)) panBy(event.movementX, event.movementY)
    },
    { signal },
  )
  element.addEventListener('wheel', (event) => turnWheel(event, pointOf(event)), { signal, passive: false })
  return () => end.abort()
}

/**
 * @param at where the pointer is, in CSS pixels of what the view is seen in
 * @param rotation of that, in degrees
 */
function turnWheel(event: WheelEvent, at: Point, rotation = 0): void {
  event.preventDefault()
  const unit =
    event.deltaMode === WheelEvent.DOM_DELTA_LINE
      ? LINE_HEIGHT
      : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
        ? view.getState().height
        : 1
  // A pinch on a trackpad arrives as a wheel with Control, in small steps.
  if (event.ctrlKey || event.metaKey) {
    const speed = Math.abs(event.deltaY) < 20 ? WHEEL_ZOOM * 5 : WHEEL_ZOOM
    zoomTo(view.getState().zoom * Math.exp(-event.deltaY * unit * speed), at)
    return
  }
  const sideways = event.shiftKey && event.deltaX === 0
  const along = sideways ? { x: event.deltaY, y: 0 } : { x: event.deltaX, y: event.deltaY }
  const { x, y } = rotation === 0 ? along : turnedPoint(along, -rotation)
  panBy(-x * unit, -y * unit)
}
