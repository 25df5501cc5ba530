import { hasPixels, type LayerId, type Transform } from '../../../electron/contract/document/index.ts'
import type { DocumentSession } from '../../document/session.ts'
import type { Point } from '../../document/transform.ts'
import { isLocked, isVisible } from '../../document/tree.ts'
import { type Handle, handles, pointOnLayer } from '../transformKernel.ts'
import { type Placement, type Size, toScreen, type Viewport } from '../viewMath.ts'

/** Half the side of a handle's clickable square, in CSS pixels. */
const REACH = 7

/** From the top edge to the rotation knob, in CSS pixels. */
const KNOB_DISTANCE = 26

export interface HandleBox {
  readonly layer: LayerId
  readonly transform: Transform
  readonly size: Size
}

/** The box that handles are shown around: that of the active layer, when it alone is selected and may be moved. */
export function handleBox(session: DocumentSession): HandleBox | null {
  const { data, selectedLayers } = session.store.getState()
  const layer = data.active === null ? undefined : data.layers[data.active]
  if (!hasPixels(layer) || selectedLayers.length > 1) return null
  if (isLocked(data, layer.id) || !isVisible(data, layer.id)) return null
  const { width, height } = session.rasters.color(layer.raster)
  return { layer: layer.id, transform: layer.transform, size: { width, height } }
}

/** The rotation knob and the point of the layer's edge that it hangs on, in CSS pixels. */
export interface Knob {
  readonly at: Point
  readonly from: Point
}

/**
 * Outwards from the middle of the top edge; where the viewport, under whose ruler it would be, does not reach so far,
 * from that of another edge; where none is in sight, inwards from the top edge.
 */
export function knobOf(box: HandleBox, placement: Placement & Extent): Knob {
  const outwards = sides.map(({ u, v }) => knobOn(box, placement, u, v, KNOB_DISTANCE))
  const seen = outwards.find(({ at, from }) => isInside(at, placement) && isInside(from, placement))
  if (seen) return seen
  const inwards = sides.map(({ u, v }) => knobOn(box, placement, u, v, -KNOB_DISTANCE))
  return inwards.find(({ at }) => isInside(at, placement)) ?? outwards[0]!
}

type Extent = Pick<Viewport, 'width' | 'height'>

/** The middles of the edges, in the order in which they are tried. */
const sides = [
  { u: 0.5, v: 0 },
  { u: 0.5, v: 1 },
  { u: 0, v: 0.5 },
  { u: 1, v: 0.5 },
] as const

/** All of the knob is to be seen. */
const isInside = ({ x, y }: Point, { width, height }: Extent): boolean =>
  x >= REACH && y >= REACH && x <= width - REACH && y <= height - REACH

function knobOn(
  { transform, size }: HandleBox,
  placement: Placement,
  u: number,
  v: number,
  distance: number,
): Knob {
  const from = toScreen(placement, pointOnLayer(transform, size, u, v))
  const middle = toScreen(placement, pointOnLayer(transform, size, 0.5, 0.5))
  const length = Math.hypot(from.x - middle.x, from.y - middle.y)
  // The layer is a point on the screen, which has no direction.
  if (length < 1e-6) return { from, at: { x: from.x, y: from.y - distance } }
  const share = distance / length
  return {
    from,
    at: { x: from.x + (from.x - middle.x) * share, y: from.y + (from.y - middle.y) * share },
  }
}

/** The handle, or the knob, under a point of the viewport. */
export function handleAt(
  box: HandleBox,
  placement: Placement & Extent,
  { x, y }: Point,
): Handle | 'rotate' | null {
  const near = (p: Point, reach: number) => Math.abs(p.x - x) <= reach && Math.abs(p.y - y) <= reach
  if (near(knobOf(box, placement).at, REACH)) return 'rotate'
  // On a layer that is small on screen they leave room to take hold of the layer itself.
  const { transform, size } = box
  const wide = Math.abs(size.width * transform.scaleX) * placement.zoom
  const high = Math.abs(size.height * transform.scaleY) * placement.zoom
  const reach = Math.min(REACH, Math.min(wide, high) / 4)
  // Corners first: on a small layer they cover the middles of its sides.
  const corners = handles.filter(({ u, v }) => u !== 0.5 && v !== 0.5)
  const middles = handles.filter(({ u, v }) => u === 0.5 || v === 0.5)
  return (
    [...corners, ...middles].find(({ u, v }) =>
      near(toScreen(placement, pointOnLayer(transform, size, u, v)), reach),
    ) ?? null
  )
}

const resizeCursors = ['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize']

/** The cursor whose arrow is nearest to the direction in which the handle moves on screen. */
export function handleCursor({ transform, size }: HandleBox, handle: Handle | 'rotate'): string {
  if (handle === 'rotate') return 'grab'
  const at = pointOnLayer(transform, size, handle.u, handle.v)
  const opposite = pointOnLayer(transform, size, 1 - handle.u, 1 - handle.v)
  const degrees = (Math.atan2(at.y - opposite.y, at.x - opposite.x) * 180) / Math.PI
  return resizeCursors[(Math.round(degrees / 45) + 8) % 4]!
}
