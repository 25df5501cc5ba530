import type { Point, Segment } from './outline.ts'

/** The point of a segment that starts at `from`, at t in [0, 1]. */
export function pointAt(from: Point, segment: Segment, t: number): Point {
  const s = 1 - t
  const { to } = segment
  if (segment.kind === 'line') return { x: s * from.x + t * to.x, y: s * from.y + t * to.y }
  if (segment.kind === 'quadratic') {
    const { control: c } = segment
    const [a, b, d] = [s * s, 2 * s * t, t * t]
    return { x: a * from.x + b * c.x + d * to.x, y: a * from.y + b * c.y + d * to.y }
  }
  const { first, second } = segment
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
  return {
    x: a * from.x + b * first.x + c * second.x + d * to.x,
    y: a * from.y + b * first.y + c * second.y + d * to.y,
  }
}
