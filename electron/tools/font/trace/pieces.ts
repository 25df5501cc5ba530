import type { Track } from './contours.ts'
import { cornersOf, type Measured, measured, placeAt } from './corners.ts'
import { fitCubic, type Points, type Vector } from './cubic.ts'
import { awayFrom, fitLine, type Line, snapped, straightRuns } from './lines.ts'

/** A part of a contour between two nodes that are sure: a straight line, or a stretch of curve. */
export interface Piece {
  /** For a straight one. */
  line: Line | null
  /** Points of the contour, without those that a corner rounded off. */
  points: Points
  /** What it begins at: a corner, or a smooth join to the piece before it. */
  corner: boolean
  /** The node at its beginning as the contour has it. */
  start: Vector
  /** The direction at a smooth beginning, where it is known: at an extreme, along an axis. */
  leave: Vector | null
}

export interface PieceOptions {
  /** Greatest distance of a straight edge's points from it, in pixels. */
  straightness: number
  /** Least length of a straight edge that ends smoothly, in pixels. */
  minRun: number
  /** Greatest distance of a curve's points from it, in pixels. */
  tolerance: number
}

/** What a corner rounds off on either side, in pixels. */
const ROUNDED = 1.25
/** How far a line may be moved to be exactly horizontal or vertical, in pixels. */
const SNAP = 0.15

/** The pieces of a contour in their order. */
export function piecesOf(track: Track, options: PieceOptions): Piece[] {
  const contour = measured(track)
  const corners = cornersOf(contour)
  const { lengths, total } = contour
  if (corners.length === 0) {
    const top = topmost(track)
    const points = stretch(contour, lengths[top]!, lengths[top]! + total)
    return divided(points, { corner: false, start: [points[0]!, points[1]!], leave: null }, options)
  }
  return corners.flatMap((corner, at) => {
    const next = corners[(at + 1) % corners.length]!
    const from = lengths[corner]!
    const to = lengths[next]! + (at + 1 === corners.length ? total : 0)
    // A short edge keeps its middle third.
    const margin = Math.min(ROUNDED, (to - from) / 3)
    const points = stretch(contour, from + margin, to - margin)
    const start = placeAt(contour, from)
    return divided(points, { corner: true, start, leave: null }, options)
  })
}

function topmost(track: Track): number {
  let best = 0
  for (let k = 1; 2 * k < track.length; k++) if (track[2 * k + 1]! < track[2 * best + 1]!) best = k
  return best
}

/** The contour's points between two lengths, and its places at both. */
function stretch(contour: Measured, from: number, to: number): number[] {
  const { points, lengths, total } = contour
  const found: number[] = [...placeAt(contour, from)]
  const count = lengths.length
  const first = lengths.findIndex((length) => length > from % total)
  const turns = Math.floor(from / total)
  for (let k = first < 0 ? count : first; ; k++) {
    const length = lengths[k % count]! + (Math.floor(k / count) + turns) * total
    if (length >= to - 1e-3) break
    if (length > from + 1e-3) found.push(points[2 * (k % count)]!, points[2 * (k % count) + 1]!)
  }
  return found.concat(placeAt(contour, to))
}

type Beginning = Pick<Piece, 'corner' | 'start' | 'leave'>

/** Straight edges first, then what is between them at its extremes. */
function divided(points: number[], beginning: Beginning, options: PieceOptions): Piece[] {
  const last = points.length / 2 - 1
  const length = Math.hypot(points.at(-2)! - points[0]!, points.at(-1)! - points[1]!)
  const whole = fitLine(points, 0, last)
  // An edge from corner to corner may be short.
  const loose = options.straightness * (length < options.minRun ? 3 : 1)
  if (beginning.corner && awayFrom(whole, points, 0, last) <= loose)
    return [{ ...beginning, points, line: snapped(whole, length, SNAP) }]
  const bent = atExtremes(points, beginning)
  if (beginning.corner && bent.length === 1 && isOneCurve(points, options.tolerance)) return bent
  const pieces: Piece[] = []
  let at = 0
  const begin = (k: number): Beginning =>
    k === 0 ? beginning : { corner: false, start: [points[2 * k]!, points[2 * k + 1]!], leave: null }
  const curve = (from: number, to: number) => {
    if (to > from) pieces.push(...atExtremes(points.slice(2 * from, 2 * to + 2), begin(from)))
  }
  const runs = straightRuns(points, { tolerance: options.straightness, minRun: options.minRun })
  for (const [from, to] of runs) {
    curve(at, from)
    const run = points.slice(2 * from, 2 * to + 2)
    const reach = Math.hypot(run.at(-2)! - run[0]!, run.at(-1)! - run[1]!)
    pieces.push({ ...begin(from), points: run, line: snapped(fitLine(run, 0, to - from), reach, SNAP) })
    at = to
  }
  curve(at, last)
  return pieces
}

/** Whether one curve goes through all points: what bends so little is better not cut into straight edges. */
function isOneCurve(points: readonly number[], tolerance: number): boolean {
  const last = points.length / 2 - 1
  if (last < 4) return true
  const leave = fitLine(points, 0, Math.min(last, 4)).along
  const arrive = fitLine(points, Math.max(0, last - 4), last).along
  return fitCubic(points, leave, [-arrive[0], -arrive[1]], tolerance).error <= tolerance
}

/** Pixels around an extreme within which its place is taken from a parabola. */
const AROUND = 2.5

/** A curve divided where it turns from going left to going right, or from up to down. */
function atExtremes(points: number[], beginning: Beginning): Piece[] {
  const count = points.length / 2
  const cuts: { at: number; place: Vector; leave: Vector }[] = []
  for (const axis of [0, 1] as const) {
    const value = (k: number) => points[2 * k + axis]!
    for (let k = 2; k + 2 < count; k++) {
      const before = value(k) - value(k - 1)
      const after = value(k + 1) - value(k)
      if (before * after >= 0) continue
      const place = extreme(points, k, axis)
      if (!place) continue
      const direction = Math.sign(points[2 * (k + 1) + 1 - axis]! - points[2 * (k - 1) + 1 - axis]!)
      if (direction !== 0) cuts.push({ at: k, place, leave: axis === 0 ? [0, direction] : [direction, 0] })
    }
  }
  cuts.sort((a, b) => a.at - b.at)
  const kept = cuts.filter((cut, k) => k === 0 || cut.at - cuts[k - 1]!.at > 2)
  const pieces: Piece[] = []
  let [from, begins] = [0, beginning]
  for (const { at, place, leave } of kept) {
    pieces.push({ ...begins, points: points.slice(2 * from, 2 * at), line: null })
    begins = { corner: false, start: place, leave }
    from = at + 1
  }
  return [...pieces, { ...begins, points: points.slice(2 * from), line: null }]
}

/** The place of an extreme near a point, by a parabola through its neighbours; null where there is none that stands out. */
function extreme(points: number[], k: number, axis: 0 | 1): Vector | null {
  const along = 1 - axis
  const [x, y] = [points[2 * k + along]!, points[2 * k + axis]!]
  // y = a + b u + c u^2 around the point.
  const sums = new Float64Array(5)
  const rights = new Float64Array(3)
  for (let j = Math.max(0, k - 12); j <= Math.min(points.length / 2 - 1, k + 12); j++) {
    const u = points[2 * j + along]! - x
    const v = points[2 * j + axis]! - y
    if (Math.abs(u) > AROUND || Math.abs(v) > AROUND) continue
    for (let power = 0; power < 5; power++) sums[power]! += u ** power
    for (let power = 0; power < 3; power++) rights[power]! += v * u ** power
  }
  const solved = solve3(sums, rights)
  if (!solved || Math.abs(solved[2]) < 1e-4) return null
  const u = -solved[1] / (2 * solved[2])
  if (Math.abs(u) > AROUND / 2) return null
  const v = solved[0] + solved[1] * u + solved[2] * u * u
  return axis === 0 ? [y + v, x + u] : [x + u, y + v]
}

/** a, b, c of a parabola by least squares, from sums of powers; null where the points do not tell. */
function solve3(s: Float64Array, r: Float64Array): [number, number, number] | null {
  const [s0, s1, s2, s3, s4] = s as unknown as [number, number, number, number, number]
  const [r0, r1, r2] = r as unknown as [number, number, number]
  const determinant = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2)
  if (Math.abs(determinant) < 1e-9) return null
  return [
    (r0 * (s2 * s4 - s3 * s3) - s1 * (r1 * s4 - r2 * s3) + s2 * (r1 * s3 - r2 * s2)) / determinant,
    (s0 * (r1 * s4 - r2 * s3) - r0 * (s1 * s4 - s2 * s3) + s2 * (s1 * r2 - s2 * r1)) / determinant,
    (s0 * (s2 * r2 - s3 * r1) - s1 * (s1 * r2 - s2 * r1) + r0 * (s1 * s3 - s2 * s2)) / determinant,
  ]
}
