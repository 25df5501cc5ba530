import type { Box, Outline, Point, Segment } from './outline.ts'
import { pointAt } from './pointAt.ts'

/** The box of the curves themselves, not of their controls; null without contours. */
export function curveBox(outline: Outline): Box | null {
  const box = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity }
  const add = ({ x, y }: Point) => {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.bottom = Math.min(box.bottom, y)
    box.top = Math.max(box.top, y)
  }
  for (const { start, segments } of outline) {
    let from = start
    add(start)
    for (const segment of segments) {
      add(segment.to)
      for (const axis of ['x', 'y'] as const)
        for (const t of turnsOf(from, segment, axis)) add(pointAt(from, segment, t))
      from = segment.to
    }
  }
  return box.left > box.right ? null : box
}

/** Parameters within a segment where a coordinate turns round. */
function turnsOf(from: Point, segment: Segment, axis: 'x' | 'y'): number[] {
  const [p, s] = [from[axis], segment.to[axis]]
  const inside = (t: number) => t > 0 && t < 1
  if (segment.kind === 'line') return []
  if (segment.kind === 'quadratic') {
    const q = segment.control[axis]
    return [(p - q) / (p - 2 * q + s)].filter(inside)
  }
  const [q, r] = [segment.first[axis], segment.second[axis]]
  // A third of the slope: a t^2 + 2 b t + c.
  const [a, b, c] = [s - 3 * r + 3 * q - p, r - 2 * q + p, q - p]
  if (Math.abs(a) < 1e-9) return [-c / (2 * b)].filter(inside)
  const root = Math.sqrt(b * b - a * c)
  return [(-b + root) / a, (-b - root) / a].filter(inside)
}
