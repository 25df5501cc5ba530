import { boundary, type Lines } from './outline/boundary.ts'
import { flatten, type Polygon } from './outline/flatten.ts'
import type { Outline } from './outline/outline.ts'

/** The square of the em that a field shows, in thousandths of the em. */
export interface Frame {
  left: number
  bottom: number
  size: number
}

/** Frame of a Han glyph, in thousandths of the em: from 120 below the baseline to 880 above, with a margin of 1/16 em. */
export const hanFrame: Frame = { left: -62.5, bottom: -182.5, size: 1125 }

/** Signed distances to the border of the ink, at the middles of pixels. */
export interface Field {
  frame: Frame
  /** Pixels in a row and in a column. */
  side: number
  /** Row by row from the top, in pixels of the field, above zero within the ink. */
  data: Float32Array
}

/** The side that the networks see. */
export const FIELD_SIDE = 128

/** Pixels of the smallest squares that share one list of near lines. */
const BLOCK = 8

/**
 * The exact distance field of an outline: of its flattened curves, at most 1/20 of a thousandth of the em off. The glyph keeps
 * its place in the em; it is never centred or stretched. Equal on every machine, bit for bit. A field without ink holds the
 * distance -side.
 */
export function renderField(outline: Outline, frame: Frame = hanFrame, side = FIELD_SIDE): Field {
  const data = new Float32Array(side * side).fill(-side)
  const polygons = flatten(outline).map((points) => inPixels(points, frame, side))
  const lines = boundary(polygons)
  if (lines.length === 0) return { frame, side, data }
  const all = Int32Array.from({ length: lines.length / 4 }, (_, k) => 4 * k)
  measure({ data, side, lines }, all, 0, 0, 2 ** Math.ceil(Math.log2(side)))
  const windings = windingNumbers(polygons, side)
  for (let at = 0; at < data.length; at++) if (windings[at] === 0) data[at] = -data[at]!
  return { frame, side, data }
}

/** Pixels, y downwards from the top of the frame. */
function inPixels(points: Polygon, { left, bottom, size }: Frame, side: number): Polygon {
  const scale = side / size
  return points.map((value, at) => (at % 2 === 0 ? (value - left) * scale : (bottom + size - value) * scale))
}

/**
 * Measures the distances within a square, without their sign. Of the lines that can be near, each quarter of it keeps those that
 * can be the nearest of one of its own pixels.
 */
function measure(
  to: { data: Float32Array; side: number; lines: Lines },
  from: Int32Array,
  left: number,
  top: number,
  extent: number,
): void {
  const { data, side, lines } = to
  if (left >= side || top >= side) return
  const near = nearLines(lines, from, left + extent / 2, top + extent / 2, extent)
  if (extent > BLOCK) {
    const half = extent / 2
    measure(to, near, left, top, half)
    measure(to, near, left + half, top, half)
    measure(to, near, left, top + half, half)
    measure(to, near, left + half, top + half, half)
    return
  }
  for (let y = top; y < Math.min(side, top + extent); y++)
    for (let x = left; x < Math.min(side, left + extent); x++)
      data[y * side + x] = Math.sqrt(minSquaredDistance(lines, near, x + 0.5, y + 0.5))
}

/** The lines that can be nearest to some pixel of the square of half side `extent` around (x, y); a subset of `from`. */
function nearLines(lines: Lines, from: Int32Array, x: number, y: number, extent: number): Int32Array {
  const squares = new Float64Array(from.length)
  let min = Infinity
  for (let k = 0; k < from.length; k++) {
    const square = squareTo(lines, from[k]!, x, y)
    squares[k] = square
    if (square < min) min = square
  }
  // No pixel's middle is farther from the square's than half its diagonal, on the way there and back.
  const reach = Math.sqrt(min) + Math.SQRT2 * extent
  return from.filter((_, k) => squares[k]! <= reach * reach)
}

function minSquaredDistance(lines: Lines, near: Int32Array, x: number, y: number): number {
  let min = Infinity
  for (let k = 0; k < near.length; k++) {
    const square = squareTo(lines, near[k]!, x, y)
    if (square < min) min = square
  }
  return min
}

/** Square of the distance of a point from a line. */
function squareTo(lines: Lines, at: number, x: number, y: number): number {
  // Without destructuring: this runs half a million times a glyph.
  const fromX = lines[at]!
  const fromY = lines[at + 1]!
  const ux = lines[at + 2]! - fromX
  const uy = lines[at + 3]! - fromY
  const vx = x - fromX
  const vy = y - fromY
  const length = ux * ux + uy * uy
  let share = length === 0 ? 0 : (vx * ux + vy * uy) / length
  if (share < 0) share = 0
  else if (share > 1) share = 1
  const dx = vx - share * ux
  const dy = vy - share * uy
  return dx * dx + dy * dy
}

/** How often the polygons go around the middle of each pixel. */
export function windingNumbers(polygons: readonly Polygon[], side: number): Int16Array {
  const changes = new Int16Array(side * (side + 1))
  for (const points of polygons) {
    for (let k = 0; k < points.length; k += 2) {
      const next = (k + 2) % points.length
      const [x, y, toX, toY] = [points[k]!, points[k + 1]!, points[next]!, points[next + 1]!]
      if (y === toY) continue
      const [low, high] = y < toY ? [y, toY] : [toY, y]
      const turn = y < toY ? 1 : -1
      const last = Math.min(side, Math.ceil(high - 0.5))
      for (let row = Math.max(0, Math.ceil(low - 0.5)); row < last; row++) {
        const crossing = x + ((row + 0.5 - y) / (toY - y)) * (toX - x)
        const column = Math.max(0, Math.min(side, Math.ceil(crossing - 0.5)))
        changes[row * (side + 1) + column]! += turn
      }
    }
  }
  const windings = new Int16Array(side * side)
  for (let row = 0; row < side; row++) {
    let winding = 0
    for (let x = 0; x < side; x++) {
      winding += changes[row * (side + 1) + x]!
      windings[row * side + x] = winding
    }
  }
  return windings
}
