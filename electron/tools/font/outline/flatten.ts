import type { Contour, Outline, Point, Segment } from './outline.ts'
import { pointAt } from './pointAt.ts'

/** Largest distance of a curve from the lines that stand for it, in thousandths of the em. */
export const FLATNESS = 0.05

/** A closed polygon, [x0, y0, x1, y1, …]; its last point is joined to the first. */
export type Polygon = Float64Array

/** The contours as polygons, without points that repeat. Only +, -, *, / and roots: equal on every machine. */
export const flatten = (outline: Outline, flatness = FLATNESS): Polygon[] =>
  outline.map((contour) => polygon(contour, flatness)).filter((points) => points.length >= 6)

function polygon({ start, segments }: Contour, flatness: number): Polygon {
  const points: number[] = []
  const add = (x: number, y: number) => {
    if (points.length === 0 || points.at(-2) !== x || points.at(-1) !== y) points.push(x, y)
  }
  add(start.x, start.y)
  let from = start
  for (const segment of segments) {
    const count = pieces(from, segment, flatness)
    for (let k = 1; k < count; k++) {
      const { x, y } = pointAt(from, segment, k / count)
      add(x, y)
    }
    add(segment.to.x, segment.to.y)
    from = segment.to
  }
  while (points.length > 2 && points.at(-2) === points[0] && points.at(-1) === points[1]) points.length -= 2
  return Float64Array.from(points)
}

/** Lines that a segment is divided into: by its second differences, which bound its distance from a chord. */
function pieces(from: Point, segment: Segment, flatness: number): number {
  if (segment.kind === 'line') return 1
  const bend = (a: Point, b: Point, c: Point) => {
    const [x, y] = [a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y]
    return Math.sqrt(x * x + y * y)
  }
  if (segment.kind === 'quadratic')
    return Math.ceil(Math.sqrt(bend(from, segment.control, segment.to) / (4 * flatness))) || 1
  const { first, second, to } = segment
  const maxBend = Math.max(bend(from, first, second), bend(first, second, to))
  return Math.ceil(Math.sqrt((0.75 * maxBend) / flatness)) || 1
}

/** Twice the area that a polygon goes around counter-clockwise, y upwards. */
export function twiceArea(points: Polygon): number {
  let sum = 0
  for (let k = 0; k < points.length; k += 2) {
    const next = (k + 2) % points.length
    sum += points[k]! * points[next + 1]! - points[next]! * points[k + 1]!
  }
  return sum
}
