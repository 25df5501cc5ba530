import { type Frame, hanFrame, windingNumbers } from '../field.ts'
import { boundary, type Lines } from './boundary.ts'
import { flatten } from './flatten.ts'
import type { Outline } from './outline.ts'

export interface Comparison {
  /** Area of the ink in both, by the area in either; in pixels of 1/512 of the frame. */
  iou: number
  /** Mean and 95th percentile of the distance between their borders, from either to the other, in thousandths of the em. */
  meanDistance: number
  farDistance: number
}

const SIDE = 512
/** Thousandths of the em between the places where a border is measured. */
const SPACING = 5

/** How far two outlines are apart; ink beyond the frame is not counted. */
export function compareOutlines(
  one: Outline,
  other: Outline,
  { left, bottom, size }: Frame = hanFrame,
): Comparison {
  const [a, b] = [flatten(one), flatten(other)]
  const pixels = (polygons: typeof a) =>
    windingNumbers(
      polygons.map((points) =>
        points.map((value, at) => ((at % 2 === 0 ? value - left : bottom + size - value) * SIDE) / size),
      ),
      SIDE,
    )
  const [inA, inB] = [pixels(a), pixels(b)]
  let [both, either] = [0, 0]
  for (let at = 0; at < inA.length; at++) {
    if (inA[at] !== 0 && inB[at] !== 0) both++
    if (inA[at] !== 0 || inB[at] !== 0) either++
  }
  const [linesA, linesB] = [boundary(a), boundary(b)]
  const distances = [...distancesTo(linesA, linesB), ...distancesTo(linesB, linesA)].sort((x, y) => x - y)
  return {
    iou: either === 0 ? 1 : both / either,
    meanDistance: distances.reduce((sum, value) => sum + value, 0) / Math.max(1, distances.length),
    farDistance: distances[Math.floor(0.95 * distances.length)] ?? 0,
  }
}

/** Distances from `to` of points spaced evenly along `from`. */
function distancesTo(to: Lines, from: Lines): number[] {
  const distances: number[] = []
  let left = SPACING / 2
  for (let at = 0; at < from.length; at += 4) {
    const [x, y] = [from[at]!, from[at + 1]!]
    const [dx, dy] = [from[at + 2]! - x, from[at + 3]! - y]
    const length = Math.hypot(dx, dy)
    for (; left <= length; left += SPACING)
      distances.push(distanceTo(to, x + (left / length) * dx, y + (left / length) * dy))
    left -= length
  }
  return distances
}

function distanceTo(lines: Lines, x: number, y: number): number {
  let min = Infinity
  for (let at = 0; at < lines.length; at += 4) {
    const ux = lines[at + 2]! - lines[at]!
    const uy = lines[at + 3]! - lines[at + 1]!
    const vx = x - lines[at]!
    const vy = y - lines[at + 1]!
    const share = Math.max(0, Math.min(1, (vx * ux + vy * uy) / (ux * ux + uy * uy || 1)))
    const square = (vx - share * ux) ** 2 + (vy - share * uy) ** 2
    if (square < min) min = square
  }
  return Math.sqrt(min)
}
