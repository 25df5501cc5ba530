import { acrossEdge, type Edges } from '../../../train/data/pairings/edges.ts'
import type { Size } from '../../networks/work.ts'
import { linkEdges } from './edgeLinks.ts'

/** Each link of an edge is halved this many times, and smoothed after each: a curve without corners at any size. */
const HALVINGS = 3
/** Passes of smoothing that take away the steps of the grid. */
const PASSES = 6
/** Taubin's (1995) weights: what the first shrinks, the second gives back. */
const SHRINK = 0.5
const SWELL = -0.53

/** Points in pixels of the edges' size, x and y in turn, the first pixel's middle at 0.5; links by two points each. */
export interface Strokes {
  points: Float64Array
  links: Uint32Array
}

/** The lines that edges of one pixel's width stand for, as smooth curves through where the slope is the steepest. */
export function strokesOf(edges: Edges, size: Size): Strokes {
  const { places, links } = linkEdges(edges.drawn, size)
  let strokes: Strokes = { points: crests(edges, places, size), links: Uint32Array.from(links.flat()) }
  for (let pass = 0; pass < PASSES; pass++) {
    smooth(strokes, SHRINK)
    smooth(strokes, SWELL)
  }
  strokes = throughBorders(strokes, places, size)
  for (let halving = 0; halving < HALVINGS; halving++) {
    strokes = halved(strokes)
    smooth(strokes, SHRINK)
  }
  return strokes
}

/** Lines that end at a border of the picture end beyond it. */
function throughBorders(
  { points, links }: Strokes,
  places: readonly number[],
  { width, height }: Size,
): Strokes {
  const beside = new Uint32Array(places.length)
  for (const k of links) beside[k]!++
  const beyond: number[] = []
  const more: number[] = []
  for (const [k, i] of places.entries()) {
    const [x, y] = [i % width, Math.floor(i / width)]
    const out = [outside(x, width), outside(y, height)] as const
    if (beside[k] !== 1 || (out[0] === 0 && out[1] === 0)) continue
    more.push(k, places.length + beyond.length / 2)
    beyond.push(points[2 * k]! + out[0], points[2 * k + 1]! + out[1])
  }
  return { points: Float64Array.from([...points, ...beyond]), links: Uint32Array.from([...links, ...more]) }
}

const outside = (at: number, count: number): number => (at === 0 ? -2 : at === count - 1 ? 2 : 0)

/** Where between its neighbours each pixel's slope is the highest: at the top of a parabola through the three. */
function crests({ slope, across, down }: Edges, places: readonly number[], { width, height }: Size) {
  const points = new Float64Array(2 * places.length)
  for (const [k, i] of places.entries()) {
    const [x, y] = [i % width, Math.floor(i / width)]
    const [dx, dy] = acrossEdge(across[i]!, down[i]!)
    const inside = (sign: number) => {
      const [nx, ny] = [x + sign * dx, y + sign * dy]
      return nx >= 0 && ny >= 0 && nx < width && ny < height
    }
    let top = 0
    if (inside(-1) && inside(1)) {
      const [before, here, after] = [slope[i - dy * width - dx]!, slope[i]!, slope[i + dy * width + dx]!]
      const curve = before - 2 * here + after
      if (curve < 0) top = Math.min(0.5, Math.max(-0.5, (before - after) / (2 * curve)))
    }
    points[2 * k] = x + 0.5 + top * dx
    points[2 * k + 1] = y + 0.5 + top * dy
  }
  return points
}

/** Moves every point towards the mean of those beside it; the ends of lines stay. */
function smooth({ points, links }: Strokes, share: number): void {
  const sums = new Float64Array(points.length)
  const beside = new Uint32Array(points.length / 2)
  for (let at = 0; at < links.length; at += 2)
    for (const [a, b] of [
      [links[at]!, links[at + 1]!],
      [links[at + 1]!, links[at]!],
    ] as const) {
      sums[2 * a]! += points[2 * b]!
      sums[2 * a + 1]! += points[2 * b + 1]!
      beside[a]!++
    }
  for (let k = 0; k < beside.length; k++) {
    if (beside[k]! < 2) continue
    for (const at of [2 * k, 2 * k + 1]) points[at]! += share * (sums[at]! / beside[k]! - points[at]!)
  }
}

function halved({ points, links }: Strokes): Strokes {
  const count = points.length / 2
  const more = new Float64Array(points.length + links.length)
  more.set(points)
  const halves = new Uint32Array(2 * links.length)
  for (let at = 0; at < links.length; at += 2) {
    const [a, b, middle] = [links[at]!, links[at + 1]!, count + at / 2]
    more[2 * middle] = (points[2 * a]! + points[2 * b]!) / 2
    more[2 * middle + 1] = (points[2 * a + 1]! + points[2 * b + 1]!) / 2
    halves.set([a, middle, middle, b], 2 * at)
  }
  return { points: more, links: halves }
}
