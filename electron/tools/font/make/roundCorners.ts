import type { Contour, Outline, Point, Segment } from '../outline/outline.ts'
import { pointAt } from '../outline/pointAt.ts'

/** Turns below this, in radians, are no corners. */
const SMOOTH = 0.2
/** Share of a segment that each of its two ends may take. */
const SHARE = 0.48
/** Length of an arc's handles by the length that the corner lost: of a quarter of a circle. */
const HANDLE = 0.5523

/**
 * Corners rounded by arcs that begin and end a length before and after them: at a right angle that is their radius. Where a
 * segment has no room for it, as at the end of a stroke, the arcs of its ends meet in its middle. Straight and curved edges
 * between stay where they are, so thin strokes stay as thick as they were.
 */
export const withRoundCorners = (outline: Outline, radius: number): Outline =>
  radius > 0 ? outline.map((contour) => roundContour(contour, radius)) : outline

function roundContour({ start, segments }: Contour, radius: number): Contour {
  const count = segments.length
  const from = [start, ...segments.map(({ to }) => to)]
  const lengths = segments.map((segment, at) => lengthOf(from[at]!, segment))
  const corner = segments.map((segment, at) => {
    const before = segments[(at + count - 1) % count]!
    return (
      turn(endTangent(from[(at + count - 1) % count]!, before), startTangent(from[at]!, segment)) > SMOOTH
    )
  })
  const cut = corner.map((is, at) =>
    is ? Math.min(radius, SHARE * lengths[at]!, SHARE * lengths[(at + count - 1) % count]!) : 0,
  )
  const parts = segments.map((segment, at) => {
    const [first, last] = [cut[at]!, cut[(at + 1) % count]!]
    return between(from[at]!, segment, first / lengths[at]!, 1 - last / lengths[at]!)
  })
  const rounded: Segment[] = []
  for (const [at, part] of parts.entries()) {
    rounded.push(part.segment)
    const next = parts[(at + 1) % count]!
    const length = cut[(at + 1) % count]!
    if (length === 0) continue
    const [leave, arrive] = [endTangent(part.from, part.segment), startTangent(next.from, next.segment)]
    rounded.push(arc(part.segment.to, leave, next.from, arrive, HANDLE * length))
  }
  return { start: parts[0]!.from, segments: rounded }
}

const arc = (from: Point, leave: Point, to: Point, arrive: Point, handle: number): Segment => ({
  kind: 'cubic',
  first: { x: from.x + handle * leave.x, y: from.y + handle * leave.y },
  second: { x: to.x - handle * arrive.x, y: to.y - handle * arrive.y },
  to,
})

const turn = (a: Point, b: Point) => Math.abs(Math.atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y))

const controls = (from: Point, segment: Segment): Point[] =>
  segment.kind === 'line'
    ? [from, segment.to]
    : segment.kind === 'quadratic'
      ? [from, segment.control, segment.to]
      : [from, segment.first, segment.second, segment.to]

function direction(a: Point, b: Point): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  return { x: (b.x - a.x) / length, y: (b.y - a.y) / length }
}

const apart = (a: Point, b: Point) => a.x !== b.x || a.y !== b.y

function startTangent(from: Point, segment: Segment): Point {
  const points = controls(from, segment)
  return direction(from, points.slice(1).find((point) => apart(from, point)) ?? from)
}

function endTangent(from: Point, segment: Segment): Point {
  const points = controls(from, segment).reverse()
  return direction(points.slice(1).find((point) => apart(segment.to, point)) ?? segment.to, segment.to)
}

function lengthOf(from: Point, segment: Segment): number {
  const steps = segment.kind === 'line' ? 1 : 8
  let [sum, last] = [0, from]
  for (let k = 1; k <= steps; k++) {
    const point = pointAt(from, segment, k / steps)
    sum += Math.hypot(point.x - last.x, point.y - last.y)
    last = point
  }
  return sum
}

/** The part of a segment between two of its parameters. */
function between(
  from: Point,
  segment: Segment,
  first: number,
  last: number,
): { from: Point; segment: Segment } {
  const [start, to] = [pointAt(from, segment, first), pointAt(from, segment, last)]
  if (segment.kind === 'line') return { from: start, segment: { kind: 'line', to } }
  const span = last - first
  /** A third, or a half, of the way that a curve would go on at the speed that it has. */
  const ahead = (t: number, share: number): Point => {
    const slope = slopeAt(from, segment, t)
    const at = t === first ? start : to
    return { x: at.x + share * span * slope.x, y: at.y + share * span * slope.y }
  }
  if (segment.kind === 'quadratic')
    return { from: start, segment: { kind: 'quadratic', control: ahead(first, 0.5), to } }
  return {
    from: start,
    segment: { kind: 'cubic', first: ahead(first, 1 / 3), second: ahead(last, -1 / 3), to },
  }
}

/** The derivative of a curve by its parameter. */
function slopeAt(from: Point, segment: Exclude<Segment, { kind: 'line' }>, t: number): Point {
  const s = 1 - t
  const points = controls(from, segment)
  const of = (axis: 'x' | 'y') => {
    const [p, q, r, e] = points.map((point) => point[axis]) as [number, number, number, number]
    if (segment.kind === 'quadratic') return 2 * (s * (q - p) + t * (r - q))
    return 3 * (s * s * (q - p) + 2 * s * t * (r - q) + t * t * (e - r))
  }
  return { x: of('x'), y: of('y') }
}
