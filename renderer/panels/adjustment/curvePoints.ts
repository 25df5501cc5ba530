import type { Curve } from '../../../electron/contract/document/index.ts'

// Pure: what presses and keys do to a curve's points, which stay in order and at least a value apart.

const MOST = 19

const within = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value))

/** Puts a point where its place in the order is; a curve that is full gives its nearest point instead. */
export function addPoint(points: Curve, x: number, y: number): { points: Curve; index: number } {
  const at = Math.round(within(x, 0, 255))
  const taken = points.findIndex(([from]) => Math.abs(from - at) < 1)
  if (taken >= 0) return { points: movePoint(points, taken, at, y), index: taken }
  if (points.length >= MOST) {
    const distances = points.map(([from]) => Math.abs(from - at))
    return { points, index: distances.indexOf(Math.min(...distances)) }
  }
  const before = points.filter(([from]) => from < at)
  const next: Curve = [...before, [at, Math.round(within(y, 0, 255))], ...points.slice(before.length)]
  return { points: next, index: before.length }
}

/** Moves a point as far as its neighbours let it. */
export function movePoint(points: Curve, index: number, x: number, y: number): Curve {
  const least = index > 0 ? points[index - 1]![0] + 1 : 0
  const most = index < points.length - 1 ? points[index + 1]![0] - 1 : 255
  const moved: [number, number] = [Math.round(within(x, least, most)), Math.round(within(y, 0, 255))]
  return points.map((point, k) => (k === index ? moved : point))
}

/** Takes a point away, but the first and the last: a curve has two at least. */
export const removePoint = (points: Curve, index: number): Curve =>
  index > 0 && index < points.length - 1 ? points.filter((_, k) => k !== index) : points
