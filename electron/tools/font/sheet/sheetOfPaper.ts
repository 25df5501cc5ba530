import type { Point } from '../outline/outline.ts'
import { brightnessAt, type Paper } from './paper.ts'
import { mapBetween, type PlaneMap, scaling, undone } from './plane.ts'
import { reduced } from './reduced.ts'
import { regionsOf } from './regions.ts'

/** A page seen straight on: so many pixels, of the size of the picture's. */
export interface PageView {
  width: number
  height: number
  /** From its pixels to those of the picture, and back. */
  map: PlaneMap
  back: PlaneMap
}

/** Blocks of the picture in a row, in which a page is told from what it lies on. */
const BLOCKS = 96

/**
 * The page in a picture: where it lies on something darker, the four corners of what is bright, which a camera may see aslant; else
 * the whole picture, turned so that the rows of ink are level.
 */
export function pageMap(paper: Paper): PageView {
  const corners = brightCorners(paper)
  if (!corners) return turnedLevel(paper)
  const [a, b, c, d] = corners
  const length = (p: Point, q: Point) => Math.hypot(p.x - q.x, p.y - q.y)
  const [width, height] = [
    Math.round((length(a, b) + length(d, c)) / 2),
    Math.round((length(a, d) + length(b, c)) / 2),
  ]
  const whole = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ]
  const map = mapBetween(whole, corners)
  return { width, height, map, back: undone(map) }
}

/** Top left, top right, bottom right and bottom left of the bright part; null where the picture shows paper alone. */
function brightCorners(paper: Paper): [Point, Point, Point, Point] | null {
  const step = Math.max(paper.width, paper.height) / BLOCKS
  const [across, down] = [Math.floor(paper.width / step), Math.floor(paper.height / step)]
  const bright = Float32Array.from({ length: across * down }, (_, k) =>
    brightnessAt(paper, ((k % across) + 0.5) * step, (Math.floor(k / across) + 0.5) * step),
  )
  const sorted = [...bright].sort((x, y) => x - y)
  const [dark, light] = [sorted[Math.floor(0.03 * sorted.length)]!, sorted[Math.floor(0.9 * sorted.length)]!]
  if (dark > 0.55 * light) return null
  const set = Uint8Array.from(bright, (value) => (value > (dark + light) / 2 ? 1 : 0))
  const { regions, labels } = regionsOf(set, across, false)
  const largest = regions.reduce((best, { area }, k) => (area > (regions[best]?.area ?? 0) ? k : best), 0)
  const inside = [...labels.keys()].filter((k) => labels[k] === largest)
  const far = (of: (x: number, y: number) => number): Point => {
    const k = inside.reduce((best, each) => {
      const value = (place: number) => of(place % across, Math.floor(place / across))
      return value(each) > value(best) ? each : best
    }, inside[0]!)
    return { x: k % across, y: Math.floor(k / across) }
  }
  const corners = [far((x, y) => -x - y), far((x, y) => x - y), far((x, y) => x + y), far((x, y) => y - x)]
  const area = Math.abs(
    corners.reduce((sum, { x, y }, k) => {
      const next = corners[(k + 1) % 4]!
      return sum + x * next.y - y * next.x
    }, 0) / 2,
  )
  // A page has four straight sides: what is bright fills them.
  if (area < 0.15 * across * down || Math.abs(area / inside.length - 1) > 0.15) return null
  // The brightest of each block's neighbours was taken: what is bright is about a block wider than the page.
  const shrunk = (value: number, extent: number, middle: number) =>
    Math.min(extent, Math.max(0, (value + 0.5 + Math.sign(middle - value) * 1.5) * step))
  const [middleX, middleY] = [across / 2, down / 2]
  return corners.map(({ x, y }) => ({
    x: shrunk(x, paper.width, middleX),
    y: shrunk(y, paper.height, middleY),
  })) as [Point, Point, Point, Point]
}

const LIMIT = 12
const STEP = 0.5

/** By the turn, up to twelve degrees, under which ink gathers in rows the most. */
function turnedLevel(paper: Paper): PageView {
  const { ink, width, height, scale } = reduced(paper, 500)
  const places = [...ink.keys()].filter((k) => ink[k])
  let best = { degrees: 0, spread: -1 }
  for (let degrees = -LIMIT; degrees <= LIMIT; degrees += STEP) {
    const slope = Math.tan((degrees * Math.PI) / 180)
    const counts = new Float64Array(3 * height)
    for (const k of places) {
      const y = Math.floor(k / width) - slope * ((k % width) - width / 2)
      counts[Math.round(Math.min(2 * height - 1, Math.max(-height, y)) + height)]!++
    }
    const spread = counts.reduce((sum, count) => sum + count * count, 0) * (1 - 0.002 * Math.abs(degrees))
    if (spread > best.spread) best = { degrees, spread }
  }
  const [c, s] = [best.degrees, best.degrees].map((degrees, k) =>
    (k === 0 ? Math.cos : Math.sin)((degrees * Math.PI) / 180),
  ) as [number, number]
  const [x, y] = [(width * scale) / 2, (height * scale) / 2]
  const map: PlaneMap =
    best.degrees === 0 ? scaling(1, 1, 0, 0) : [c, -s, x - c * x + s * y, s, c, y - s * x - c * y, 0, 0, 1]
  return { width: width * scale, height: height * scale, map, back: undone(map) }
}
