import { flatten, twiceArea } from '../outline/flatten.ts'
import type { Contour, Outline, Point, Segment } from '../outline/outline.ts'
import { pointAt } from '../outline/pointAt.ts'

/** Nodes that a loop has at most, and lines that each segment is tested by. */
const NODES = 8
const LINES = 8
/** Area up to which a loop is a mistake, in square thousandths of the em. */
const MIN_AREA = 250

interface Crossing {
  /** Numbers of the segments, and how far along them they cross. */
  first: number
  firstShare: number
  second: number
  secondShare: number
  at: Point
}

/**
 * A contour divided where it crosses itself. Small loops go, as at sharp tips whose sides were fitted apart; a larger one is a
 * contour of its own: ink, or a counter, behind a neck that is narrower than a pixel.
 */
export function unlooped(contour: Contour): Outline {
  let cut = contour
  const loops: Contour[] = []
  for (let round = 0; round < 8; round++) {
    const crossing = smallLoop(cut)
    if (!crossing) break
    const loop = loopAt(cut, crossing)
    if (Math.abs(areaOf(loop)) > MIN_AREA) loops.push(loop)
    cut = without(cut, crossing)
  }
  return [cut, ...loops]
}

function areaOf(contour: Contour): number {
  const [polygon] = flatten([contour], 1)
  return polygon ? twiceArea(polygon) / 2 : 0
}

const beginnings = ({ start, segments }: Contour): Point[] => [start, ...segments.map(({ to }) => to)]

function smallLoop(contour: Contour): Crossing | null {
  const { segments } = contour
  const from = beginnings(contour)
  const count = segments.length
  const lines = segments.map((segment, k) => {
    const pieces = segment.kind === 'line' ? 1 : LINES
    return Array.from({ length: pieces + 1 }, (_, t) => pointAt(from[k]!, segment, t / pieces))
  })
  for (let apart = 1; apart <= Math.min(NODES, count - 2); apart++)
    for (let k = 0; k < count; k++) {
      const other = (k + apart) % count
      const found = meeting(lines[k]!, lines[other]!, apart === 1)
      if (found)
        return { first: k, firstShare: found.first, second: other, secondShare: found.second, at: found.at }
    }
  return null
}

function meeting(one: readonly Point[], other: readonly Point[], joined: boolean) {
  for (let i = 0; i + 1 < one.length; i++)
    for (let j = 0; j + 1 < other.length; j++) {
      if (joined && i + 2 === one.length && j === 0) continue
      const [a, b, c, d] = [one[i]!, one[i + 1]!, other[j]!, other[j + 1]!]
      const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y]
      const across = ux * vy - uy * vx
      if (across === 0) continue
      const t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / across
      const u = ((c.x - a.x) * uy - (c.y - a.y) * ux) / across
      if (t < 0 || t > 1 || u < 0 || u > 1) continue
      return {
        first: (i + t) / (one.length - 1),
        second: (j + u) / (other.length - 1),
        at: { x: Math.round(a.x + t * ux), y: Math.round(a.y + t * uy) },
      }
    }
  return null
}

/** The segments before and after the loop, joined where they cross. */
function without(contour: Contour, { first, firstShare, second, secondShare, at }: Crossing): Contour {
  const { segments } = contour
  const from = beginnings(contour)
  const kept: Segment[] = [part(from[second]!, segments[second]!, secondShare, 1)]
  for (let k = (second + 1) % segments.length; k !== first; k = (k + 1) % segments.length)
    kept.push(segments[k]!)
  const last = part(from[first]!, segments[first]!, 0, firstShare)
  return { start: at, segments: [...kept, { ...last, to: at }] }
}

/** The segments of the loop, from where they cross back to there. */
function loopAt(
  { start, segments }: Contour,
  { first, firstShare, second, secondShare, at }: Crossing,
): Contour {
  const from = beginnings({ start, segments })
  const kept: Segment[] = [part(from[first]!, segments[first]!, firstShare, 1)]
  for (let k = (first + 1) % segments.length; k !== second; k = (k + 1) % segments.length)
    kept.push(segments[k]!)
  const last = part(from[second]!, segments[second]!, 0, secondShare)
  return { start: at, segments: [...kept, { ...last, to: at }] }
}

/** A segment between two shares of it, one of which is its end. */
function part(from: Point, segment: Segment, first: number, last: number): Segment {
  if (segment.kind !== 'cubic') return segment
  const mix = (a: Point, b: Point, t: number): Point => ({
    x: a.x + t * (b.x - a.x),
    y: a.y + t * (b.y - a.y),
  })
  const t = first > 0 ? first : last
  const [p, q, r] = [
    mix(from, segment.first, t),
    mix(segment.first, segment.second, t),
    mix(segment.second, segment.to, t),
  ]
  const [near, far] = [mix(p, q, t), mix(q, r, t)]
  const round = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })
  return first > 0
    ? { kind: 'cubic', first: round(far), second: round(r), to: segment.to }
    : { kind: 'cubic', first: round(p), second: round(near), to: mix(near, far, t) }
}
