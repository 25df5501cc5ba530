import type { Point } from '../outline/outline.ts'
import { BITS, numberOf } from './code.ts'
import { lightAt, type Paper } from './paper.ts'
import { at, mapBetween, type PlaneMap } from './plane.ts'
import { type Reduced, reduced } from './reduced.ts'
import { type Region, regionsOf } from './regions.ts'
import {
  CELLS,
  MARKS,
  modulePlaces,
  PAGE_CODE,
  type PageNumber,
  pageOf,
  type Slot,
  slotOf,
} from './template.ts'

/** A page of the template in a picture. */
export interface FoundPage extends PageNumber {
  /** From millimetres of the page to pixels of the picture. */
  map: PlaneMap
  /** Quarters to the right by which the page's top is turned in the picture. */
  quarters: number
  /** A mark was not seen: the page is torn, or lies partly beyond the picture. */
  whole: boolean
}

/** Below this a module is black. */
const BLACK = 0.55

/**
 * Finds the marks of the template, and which way round the page lies, by its number, which can be read in one way alone. A mark that is
 * missing is put where the others say, as is right for a page seen straight on.
 *
 * @returns `none` where there are no three marks of one size, `unread` where no page number can be read between them
 */
export function findPage(paper: Paper): FoundPage | 'none' | 'unread' {
  const small = reduced(paper)
  const marks = marksIn(small).map(({ x, y, size }) =>
    measured(paper, { x: x * small.scale, y: y * small.scale, size: size * small.scale }),
  )
  if (marks.length < 3) return 'none'
  const whole = bestOf(paper, fours(marks))
  if (whole) return { ...whole, whole: true }
  const part = bestOf(paper, threes(marks))
  return part ? { ...part, whole: false } : 'unread'
}

/** Of corners between which a page number stands, those within which the most cells can be read. */
function bestOf(paper: Paper, candidates: readonly Point[][]): Omit<FoundPage, 'whole'> | null {
  let best: { page: Omit<FoundPage, 'whole'>; read: number } | null = null
  for (const points of candidates)
    for (let quarters = 0; quarters < 4; quarters++) {
      const map = mapBetween(
        MARKS,
        MARKS.map((_, k) => points[(k + 4 - quarters) % 4]!),
      )
      const value = readCode(paper, map, PAGE_CODE)
      const number = value === null ? null : pageOf(value)
      if (!number) continue
      const codes = Array.from({ length: CELLS }, (_, cell) => readCode(paper, map, slotOf(cell).code))
      const read = codes.filter((code) => code !== null).length
      if (read > (best?.read ?? 0)) best = { page: { ...number, map, quarters: quartersOf(map) }, read }
    }
  return best?.page ?? null
}

/** Reads a code of the template; null where its check is wrong or it lies beyond the picture. */
export function readCode(paper: Paper, map: PlaneMap, code: Slot['code']): number | null {
  const bits: boolean[] = []
  for (const { x, y } of modulePlaces(code, BITS)) {
    let [sum, count] = [0, 0]
    for (const dy of [-0.2, 0, 0.2])
      for (const dx of [-0.2, 0, 0.2]) {
        const place = at(map, x + dx * code.module, y + dy * code.module)
        const light = lightAt(paper, place.x, place.y)
        if (light === null) return null
        sum += light
        count++
      }
    bits.push(sum / count < BLACK)
  }
  return numberOf(bits)
}

/** By the direction of the page's upper edge. */
function quartersOf(map: PlaneMap): number {
  const [left, right] = [at(map, 60, 148), at(map, 150, 148)]
  return (Math.round(Math.atan2(right.y - left.y, right.x - left.x) / (Math.PI / 2)) + 4) % 4
}

interface Mark extends Point {
  size: number
}

/** A black square within a white one within a black one, by sizes that no turn and no view changes much. */
function marksIn({ ink, width }: Reduced): Mark[] {
  const { regions } = regionsOf(ink, width, true)
  const sides = (region: Region) => ({
    across: region.right - region.left,
    down: region.bottom - region.top,
  })
  const squares = regions.filter((region) => {
    const { across, down } = sides(region)
    return region.area >= 8 && across < 2 * down && down < 2 * across
  })
  const marks: Mark[] = []
  for (const ring of squares)
    for (const dot of squares) {
      if (dot === ring || dot.area > ring.area) continue
      const [outer, inner] = [sides(ring), sides(dot)]
      const size = (outer.across + outer.down) / 2
      const ratio = (2 * size) / (inner.across + inner.down)
      const apart = Math.hypot(dot.x - ring.x, dot.y - ring.y)
      const areas = ring.area / dot.area
      if (ratio < 1.7 || ratio > 3.2 || areas < 1.7 || areas > 4.2 || apart > 0.12 * size) continue
      marks.push({ x: (ring.x + dot.x) / 2, y: (ring.y + dot.y) / 2, size })
    }
  return marks
}

/** A mark's middle by its darkness in the picture itself: there is nothing but paper around it. */
function measured({ width, height, light }: Paper, { x, y, size }: Mark): Mark {
  const reach = 0.85 * size
  let [sum, sumX, sumY] = [0, 0, 0]
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row++)
    for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column++) {
      if (Math.hypot(column + 0.5 - x, row + 0.5 - y) > reach) continue
      // The grain of paper does not count.
      const dark = Math.max(0, 0.7 - light[row * width + column]!)
      sum += dark
      sumX += dark * (column + 0.5)
      sumY += dark * (row + 0.5)
    }
  return sum === 0 ? { x, y, size } : { x: sumX / sum, y: sumY / sum, size }
}

/** At most so many of them are tried. */
const TRIED = 40

/** Fours of marks of like sizes that go round clockwise, the largest first. */
function fours(marks: readonly Mark[]): Point[][] {
  const found: { points: Mark[]; area: number }[] = []
  for (const chosen of choices(marks, 4)) {
    const points = aroundMiddle(chosen)
    const area = areaOf(points)
    if (convex(points)) found.push({ points, area })
  }
  return found
    .sort((a, b) => b.area - a.area)
    .slice(0, TRIED)
    .map(({ points }) => points)
}

/** Threes with the fourth corner of their parallelogram, around each of them as the one in the middle. */
function threes(marks: readonly Mark[]): Point[][] {
  return [...choices(marks, 3)].slice(0, TRIED).flatMap((chosen) =>
    chosen.map((middle, k) => {
      const [one, other] = [chosen[(k + 1) % 3]!, chosen[(k + 2) % 3]!]
      const fourth = { x: one.x + other.x - middle.x, y: one.y + other.y - middle.y }
      return aroundMiddle<Point>([middle, one, other, fourth])
    }),
  )
}

function* choices(marks: readonly Mark[], count: number): Generator<Mark[]> {
  const largest = [...marks].sort((a, b) => b.size - a.size).slice(0, 12)
  for (let set = 0; set < 2 ** largest.length; set++) {
    const chosen = largest.filter((_, k) => (set >> k) & 1)
    if (chosen.length !== count) continue
    if (chosen[0]!.size < 2 * chosen.at(-1)!.size) yield chosen
  }
}

/** In the order in which they go round their middle, clockwise as seen. */
function aroundMiddle<P extends Point>(points: readonly P[]): P[] {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length
  return [...points].sort((a, b) => Math.atan2(a.y - y, a.x - x) - Math.atan2(b.y - y, b.x - x))
}

const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)

const convex = (points: readonly Point[]) =>
  points.every((point, k) => turn(point, points[(k + 1) % 4]!, points[(k + 2) % 4]!) > 0)

const areaOf = (points: readonly Point[]) =>
  points.reduce((sum, { x, y }, k) => {
    const next = points[(k + 1) % points.length]!
    return sum + x * next.y - y * next.x
  }, 0)
