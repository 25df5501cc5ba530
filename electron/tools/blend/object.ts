import type { Transform } from '../../contract/document/index.ts'
import {
  allocatePlane,
  type Bounds,
  type Bytes,
  loadPlane,
  type Plane,
  planResampling,
  resample,
  type Size,
} from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'

/** The visible part of the object: RGBA or RGB, and a mask of the same size. */
export interface ObjectBytes {
  source: Bytes
  mask: Bytes | null
  /** What a mask byte is multiplied by to lie in [0, 1]. */
  maskScale: number
  /** The same, premultiplied and reduced, for small pictures of the scene; null where that would save nothing. */
  coarse: Plane | null
  /** Where that part lies in the object as the caller knows it. */
  offset: { x: number; y: number }
}

/** The transform of the visible part alone. */
export function ofVisiblePart({ offset }: ObjectBytes, transform: Transform): Transform {
  const { cos, sin } = turn(transform)
  const x = transform.scaleX * offset.x
  const y = transform.scaleY * offset.y
  return { ...transform, x: transform.x + cos * x - sin * y, y: transform.y + sin * x + cos * y }
}

/** The whole pixels of the photo that the object can touch; null when it lies outside. */
export function objectBounds(source: Size, transform: Transform, photo: Size): Bounds | null {
  const { cos, sin } = turn(transform)
  const corners = [0, source.width].flatMap((x) =>
    [0, source.height].map((y) => {
      const sx = transform.scaleX * x
      const sy = transform.scaleY * y
      return { x: transform.x + cos * sx - sin * sy, y: transform.y + sin * sx + cos * sy }
    }),
  )
  // An enlarged object fades out over its interpolation's reach.
  const reach = 2 * Math.max(1, Math.abs(transform.scaleX), Math.abs(transform.scaleY))
  const xs = corners.map((c) => c.x)
  const ys = corners.map((c) => c.y)
  const bounds = {
    left: Math.max(0, Math.floor(Math.min(...xs) - reach)),
    top: Math.max(0, Math.floor(Math.min(...ys) - reach)),
    right: Math.min(photo.width, Math.ceil(Math.max(...xs) + reach)),
    bottom: Math.min(photo.height, Math.ceil(Math.max(...ys) + reach)),
  }
  const touches =
    Math.max(...xs) > 0 &&
    Math.max(...ys) > 0 &&
    Math.min(...xs) < photo.width &&
    Math.min(...ys) < photo.height
  return touches ? bounds : null
}

/**
 * Places the object over the photo: `out`, of the photo's size, becomes coverage times (object - photo), with
 * the coverage in lane 3. A reduced object is averaged over each pixel's footprint first, by axis; the rest is
 * bicubic, premultiplied throughout; bilinear for a draft. `detail` below 1 reduces the object further by that factor
 * and so takes its sharpness.
 */
export function placeObject(
  team: Team,
  object: ObjectBytes,
  transform: Transform,
  photo: Bytes,
  bounds: Bounds,
  out: Plane,
  { draft = false, detail = 1 }: { draft?: boolean | undefined; detail?: number } = {},
): void {
  const { memory } = team
  const mark = memory.mark()
  const source = reduce(team, object, transform, detail)
  const matrix = memory.store(sourceIndexMatrix(object.source, source, transform))
  team.run('warpRows', photo.height, {
    ints: [
      source.pointer,
      source.width,
      source.height,
      matrix,
      photo.pointer,
      photo.channels,
      photo.width,
      bounds.left,
      bounds.top,
      bounds.right,
      bounds.bottom,
      out.pointer,
      draft ? 1 : 0,
    ],
  })
  memory.release(mark)
}

/** The longest side of {@link ObjectBytes.coarse}. */
const COARSE_SIDE = 256

/** @returns null for an object that is hardly larger */
export function coarseObject(team: Team, object: Omit<ObjectBytes, 'coarse'>): Plane | null {
  const { width, height } = object.source
  const scale = COARSE_SIDE / Math.max(width, height)
  if (scale > 0.5) return null
  const coarse = allocatePlane(team.memory, {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  })
  const mark = team.memory.mark()
  reduceTo(team, load(team, object), coarse)
  team.memory.release(mark)
  return coarse
}

function load(team: Team, { source, mask, maskScale }: Omit<ObjectBytes, 'coarse'>): Plane {
  const plane = allocatePlane(team.memory, source)
  loadPlane(team, source, plane, { mask, maskScale })
  return plane
}

/** The object at the scale at which it is placed, where that is below 1. */
function reduce(team: Team, object: ObjectBytes, { scaleX, scaleY }: Transform, detail: number): Plane {
  const { source, coarse } = object
  const width = Math.max(1, Math.ceil(source.width * Math.min(1, Math.abs(scaleX)) * detail))
  const height = Math.max(1, Math.ceil(source.height * Math.min(1, Math.abs(scaleY)) * detail))
  // Averaging in two steps is nearly averaging at once where the second is as large as this.
  const enough = coarse && 2 * width <= coarse.width && 2 * height <= coarse.height
  const from = enough ? coarse : load(team, object)
  if (width === from.width && height === from.height) return from
  const reduced = allocatePlane(team.memory, { width, height })
  reduceTo(team, from, reduced)
  return reduced
}

function reduceTo(team: Team, from: Plane, to: Plane): void {
  resample(team, planResampling(team.memory, from, to, 'area'), from, to)
}

/** From the photo's pixel indices to those of the reduced source: six f64, row by row. */
function sourceIndexMatrix(original: Size, reduced: Size, transform: Transform): Float64Array {
  const { cos, sin } = turn(transform)
  const kx = reduced.width / original.width / transform.scaleX
  const ky = reduced.height / original.height / transform.scaleY
  const rows = [
    [kx * cos, kx * sin],
    [-ky * sin, ky * cos],
  ] as const
  // Indices count from the centre of the first pixel, which lies at one half.
  const dx = 0.5 - transform.x
  const dy = 0.5 - transform.y
  return Float64Array.from(rows.flatMap(([a, b]) => [a, b, a * dx + b * dy - 0.5]))
}

/** From a point of the photo to the point of the visible part that lies there, both in pixels. */
export function sourcePointOf(placement: Transform): (x: number, y: number) => readonly [number, number] {
  const { cos, sin } = turn(placement)
  return (x, y) => {
    const dx = x - placement.x
    const dy = y - placement.y
    return [(cos * dx + sin * dy) / placement.scaleX, (cos * dy - sin * dx) / placement.scaleY]
  }
}

/** Quarter turns come out exact, so that they copy pixels instead of interpolating them. */
function turn({ rotation }: Transform): { cos: number; sin: number } {
  const angle = (rotation * Math.PI) / 180
  const exact = (value: number) => (Math.abs(value) < 1e-12 ? 0 : value)
  return { cos: exact(Math.cos(angle)), sin: exact(Math.sin(angle)) }
}
