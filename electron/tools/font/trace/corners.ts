import type { Track } from './contours.ts'

/** Lengths in pixels along a contour between which its direction is taken, on either side of a point. */
const NEAR = [0.9, 2.1] as const
const FAR = [2.1, 3.7] as const
/** Least turn at a corner, in radians. */
const TURN = 0.42
/** Least turn that is a corner whatever lies farther off: a curve turning so would have a radius of three pixels. */
const SHARP = 0.95
/** Share of the turn over the far stretches that a corner has over the near ones already; a circle has half of it. */
const SUDDEN = 0.72
/** Two corners are at least so far apart, in pixels. */
const APART = 1.6

/** A contour with the length up to each of its points. */
export interface Measured {
  points: Track
  lengths: Float64Array
  total: number
}

export function measured(points: Track): Measured {
  const count = points.length / 2
  const lengths = new Float64Array(count)
  let total = 0
  for (let k = 0; k < count; k++) {
    lengths[k] = total
    const next = (k + 1) % count
    total += Math.hypot(points[2 * next]! - points[2 * k]!, points[2 * next + 1]! - points[2 * k + 1]!)
  }
  return { points, lengths, total }
}

/** The point at a length along the contour, which is closed. */
export function placeAt({ points, lengths, total }: Measured, length: number): [number, number] {
  const wanted = ((length % total) + total) % total
  let [low, high] = [0, lengths.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (lengths[middle]! <= wanted) low = middle
    else high = middle
  }
  const next = (low + 1) % lengths.length
  const span = (next === 0 ? total : lengths[next]!) - lengths[low]!
  const share = span === 0 ? 0 : (wanted - lengths[low]!) / span
  return [
    points[2 * low]! + share * (points[2 * next]! - points[2 * low]!),
    points[2 * low + 1]! + share * (points[2 * next + 1]! - points[2 * low + 1]!),
  ]
}

/** Numbers of the points that lie at corners of the contour, ascending. */
export function cornersOf(contour: Measured): number[] {
  const { lengths, total } = contour
  if (total < 4 * FAR[1]) return []
  const turn = (length: number, [from, to]: readonly [number, number]) => {
    const [a, b, c, d] = [-to, -from, from, to].map((offset) => placeAt(contour, length + offset)) as [
      [number, number],
      [number, number],
      [number, number],
      [number, number],
    ]
    const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
    return Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy))
  }
  const turns = lengths.map((length) => turn(length, NEAR))
  const order = [...turns.keys()].filter((k) => turns[k]! > TURN).sort((a, b) => turns[b]! - turns[a]!)
  const found: number[] = []
  for (const k of order) {
    const apart = (other: number) => {
      const distance = Math.abs(lengths[k]! - lengths[other]!)
      return Math.min(distance, total - distance)
    }
    if (found.some((other) => apart(other) < APART)) continue
    // The flank of a corner that was found is none of its own.
    const flank = found.some((other) => apart(other) < NEAR[1] + 0.4 && turns[k]! < 0.8 * turns[other]!)
    if (flank) continue
    if (turns[k]! > SHARP || turns[k]! > SUDDEN * turn(lengths[k]!, FAR)) found.push(k)
  }
  return found.sort((a, b) => a - b)
}
