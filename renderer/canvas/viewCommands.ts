import { currentSession } from '../document/current.ts'
import type { Point } from '../document/transform.ts'
import { type ViewState, view } from './view.ts'
import {
  centered,
  filled,
  fitted,
  keepInSight,
  nextScale,
  type Placement,
  turnedSize,
  type Viewport,
  zoomAbout,
} from './viewMath.ts'

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
  const state = view.getState()
  const { zoom } = fitted(turnedSize(currentSession().data, state.rotation), windowOf(state))
  view.setState(centered(currentSession().data, state, zoom))
}

export function fillView(): void {
  const state = view.getState()
  const { pixelRatio } = state
  const { zoom } = filled(currentSession().data, {
    ...turnedSize(windowOf(state), state.rotation),
    pixelRatio,
  })
  view.setState(centered(currentSession().data, state, zoom))
}

/** What is seen: less than the viewport while that is turned. */
const windowOf = ({ rotation, window, width, height, pixelRatio }: ViewState): Viewport =>
  rotation === 0 ? { width, height, pixelRatio } : { ...window, pixelRatio }

/** Turns what is seen about the middle of the window. @param degrees clockwise; what is nearly upright becomes so */
export function turnView(degrees: number): void {
  const turn = ((((degrees + 180) % 360) + 360) % 360) - 180
  view.setState({ rotation: Math.abs(turn) < 0.75 ? 0 : turn })
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
