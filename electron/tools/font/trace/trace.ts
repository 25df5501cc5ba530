import type { Field } from '../field.ts'
import { crossing, hasCrossings } from '../outline/boundary.ts'
import { flatten } from '../outline/flatten.ts'
import { type Contour, mapped, type Outline, type Point, type Segment } from '../outline/outline.ts'
import { type Track, zeroContours } from './contours.ts'
import { type Curve, fitCubic, type Points, type Vector } from './cubic.ts'
import { jointsOf } from './joints.ts'
import { fitLine } from './lines.ts'
import { unlooped } from './loops.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { tidied } from './tidy.ts'

export interface TraceOptions {
  /** Greatest distance of the field's border from a curve, in thousandths of the em. */
  tolerance?: number
  /** The same from a straight edge. Of an exact field these are straight indeed; what a network made wavers. */
  straightness?: number
}

/**
 * For what a network drew: its borders waver by more than this, and curves that follow every turn have three times the nodes of a
 * designer's and are no nearer to his (scripts/models/font/measure.ts).
 */
export const ofNetwork: TraceOptions = { tolerance: 4, straightness: 2.5 }

/** Least length of a straight edge between curves, in pixels. */
const MIN_RUN = 9
/** Where curves cross, as at a neck of ink no wider than a pixel, they keep closer to the field's border, corners and all. */
const attempts = [
  { closer: 1, reach: 2.6 },
  { closer: 0.6, reach: 1 },
  { closer: 0.3, reach: 0.3 },
]
/** Area below which a contour is a speck, in square pixels. */
const SPECK = 1.5

/**
 * The outline of a field's ink, in cubic curves and lines on the integer grid; counter-clockwise around ink, as CFF has it. Nodes
 * are at corners and extremes, straight edges are exactly straight. Where curves cross each other they are fitted more closely.
 */
export function traceField(
  field: Field,
  { tolerance = 0.8, straightness = 0.2 }: TraceOptions = {},
): Outline {
  const pixel = field.frame.size / field.side
  const tracks = zeroContours(field).filter((track) => Math.abs(areaOf(track)) > SPECK)
  const attempt = (track: Track, { closer, reach }: (typeof attempts)[number]): Outline => {
    const near = { straightness: (straightness * closer) / pixel, tolerance: (tolerance * closer) / pixel }
    const pieces = piecesOf(track, { ...near, minRun: MIN_RUN })
    return [onGrid(traced(pieces, near.tolerance, reach), field)].flatMap(tidied).flatMap(cleared)
  }
  const [first, ...closer] = attempts
  const parts = tracks.map((track) => attempt(track, first!))
  for (const next of closer) {
    const crossed = crossingParts(parts)
    if (crossed.size === 0) break
    // What crosses nothing stays as it is: closer is not better where there is room.
    for (const at of crossed) parts[at] = attempt(tracks[at]!, next)
  }
  return parts.flat()
}

/** Numbers of the parts some of whose contours cross others. */
function crossingParts(parts: readonly Outline[]): Set<number> {
  const owners = parts.flatMap((part, at) => part.map(() => at))
  const polygons = parts.flat().map((contour) => flatten([contour], 0.5)[0] ?? new Float64Array())
  return new Set([...crossing(polygons)].map((polygon) => owners[polygon]!))
}

/** Cuts loops off until none is left; what is tidied away between may make another one. */
function cleared(contour: Contour): Outline {
  let outline: Outline = [contour]
  for (let round = 0; round < 4 && hasCrossings(flatten(outline, 0.5)); round++)
    outline = outline.flatMap(unlooped).flatMap(tidied)
  return outline
}

function areaOf(track: Points): number {
  let sum = 0
  for (let k = 0; k < track.length; k += 2) {
    const next = (k + 2) % track.length
    sum += track[k]! * track[next + 1]! - track[next]! * track[k + 1]!
  }
  return sum / 2
}

const point = ([x, y]: Vector): Point => ({ x, y })

function traced(pieces: readonly Piece[], tolerance: number, reach: number): Contour {
  const joints = jointsOf(pieces, reach)
  const segments = pieces.flatMap((piece, at): Segment[] => {
    const from = joints[at]!
    const to = joints[(at + 1) % joints.length]!
    if (piece.line) return [{ kind: 'line', to: point(to.at) }]
    const points = [...from.at, ...piece.points, ...to.at]
    const back: Vector = [-to.arrive[0], -to.arrive[1]]
    return curves(points, from.leave, back, tolerance).map(([, first, second, end]) => ({
      kind: 'cubic',
      first: point(first),
      second: point(second),
      to: point(end),
    }))
  })
  return { start: point(joints[0]!.at), segments }
}

/** As few curves as come near enough to the points, joined smoothly. */
function curves(points: Points, leave: Vector, arrive: Vector, tolerance: number): Curve[] {
  const count = points.length / 2
  const { curve, error, worst } = fitCubic(points, leave, arrive, tolerance)
  if (error <= tolerance || count < 8) return [curve]
  const cut = Math.max(3, Math.min(count - 4, worst))
  const { along } = fitLine(points, cut - 2, cut + 2)
  return [
    ...curves(points.slice(0, 2 * cut + 2), leave, [-along[0], -along[1]], tolerance),
    ...curves(points.slice(2 * cut), along, arrive, tolerance),
  ]
}

/** From pixels, y downwards, to whole thousandths of the em. */
function onGrid(contour: Contour, { frame, side }: Field): Contour {
  const pixel = frame.size / side
  // Adding zero makes -0 be 0.
  return mapped([contour], ({ x, y }) => ({
    x: Math.round(frame.left + x * pixel) + 0,
    y: Math.round(frame.bottom + frame.size - y * pixel) + 0,
  }))[0]!
}
