import { currentSession } from '../document/current.ts'
import type { Point } from '../document/transform.ts'
import { type ViewState, view } from './view.ts'
import { centered, filled, fitted, keepInSight, nextScale, type Placement, zoomAbout } from './viewMath.ts'

// What menus, tools and gestures do to the view.

const middle = ({ width, height }: ViewState): Point => ({ x: width / 2, y: height / 2 })

function place(placement: Placement): void {
  view.setState(keepInSight(placement, currentSession().data, view.getState()))
}

/** `dx`, `dy` in CSS pixels. */
export function panBy(dx: number, dy: number): void {
  const { zoom, panX, panY } = view.getState()
  place({ zoom, panX: panX + dx, panY: panY + dy })
}

/** @param zoom in CSS pixels per document pixel; `anchor`, absent: the middle, keeps its place. */
export function zoomTo(zoom: number, anchor?: Point): void {
  const state = view.getState()
  place(zoomAbout(state, zoom, anchor ?? middle(state), state))
}

export function zoomStep(direction: 1 | -1, anchor?: Point): void {
  const { zoom, pixelRatio } = view.getState()
  zoomTo(nextScale(zoom * pixelRatio, direction) / pixelRatio, anchor)
}

export function fitView(): void {
  view.setState(fitted(currentSession().data, view.getState()))
}

export function fillView(): void {
  view.setState(filled(currentSession().data, view.getState()))
}

/** @param percent 100 is one device pixel a document pixel. */
export function showAtPercent(percent: number): void {
  const state = view.getState()
  const zoom = percent / 100 / state.pixelRatio
  // From afar a jump about the middle would lose a document that does not lie there.
  if (
    currentSession().data.width * zoom <= state.width &&
    currentSession().data.height * zoom <= state.height
  )
    view.setState(centered(currentSession().data, state, zoom))
  else zoomTo(zoom)
}
