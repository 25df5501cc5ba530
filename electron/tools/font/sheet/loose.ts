import { hanFrame } from '../field.ts'
import type { Paper } from './paper.ts'
import type { CellPlace } from './place.ts'
import { at, followed, type PlaneMap, scaling } from './plane.ts'
import { type Reduced, reduced } from './reduced.ts'
import { type Region, regionsOf } from './regions.ts'
import { type PageView, pageMap } from './sheetOfPaper.ts'

/** What large glyphs measure at their larger side, in thousandths of the em, and how many of ten are smaller. */
const LARGE = { extent: 930, share: 0.9 }
/** The share of a page at its edges where nothing is written. */
const EDGE = 0.02
/** Pixels below which a piece of ink is dust. */
const DUST = 10

/**
 * Glyphs that stand in rows and columns on plain paper, as many as there are characters: the lattice of equal steps whose
 * boundaries cross the least ink. Each piece of ink belongs to the cell that its middle lies in, so that strokes may reach over.
 *
 * @param count of the characters that were written
 */
export function looseCells(paper: Paper, count: number): CellPlace[] {
  const straight = pageMap(paper)
  const small = straightened(reduced(paper), straight)
  const { regions, labels } = regionsOf(small.ink, small.width, true)
  // Along the edges of a page there is what it lies on.
  const edge = EDGE * Math.min(small.width, small.height)
  const inside = ({ left, top, right, bottom }: Region) =>
    left > edge && top > edge && right < small.width - edge && bottom < small.height - edge
  const pieces = regions.filter((region) => region.area >= DUST && inside(region))
  const lattice = latticeOf(small, pieces, count)
  if (!lattice) return []
  const { columns } = lattice
  const cellOf = ({ x, y }: Region) =>
    Math.floor((y - lattice.top) / lattice.down) * columns + Math.floor((x - lattice.left) / lattice.across)
  const owners = regions.map(cellOf)
  const written = [...new Set(pieces.map(cellOf))]
    .sort((a, b) => a - b)
    .map((cell) => ({ cell, ...boxOf(pieces.filter((piece) => cellOf(piece) === cell)) }))
  const extents = written.map(({ extent }) => extent).sort((a, b) => a - b)
  const unit = (extents[Math.floor(LARGE.share * extents.length)] || 1) / LARGE.extent
  // Where most glyphs have their middles: steps alone say nothing of what is between two of them.
  const across = lineThrough(
    written.map(({ cell, x }) => [cell % columns, x]),
    lattice.across,
  )
  const down = lineThrough(
    written.map(({ cell, y }) => [Math.floor(cell / columns), y]),
    lattice.down,
  )
  const [middleX, middleY] = [hanFrame.left + hanFrame.size / 2, hanFrame.bottom + hanFrame.size / 2]
  return written.map(({ cell }) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns]
    const [x, y] = [across(column), down(row)]
    const em = scaling(unit, -unit, x - unit * middleX, y + unit * middleY)
    return {
      row,
      column,
      character: null,
      map: followed(em, small.map),
      mine(u, v) {
        const label = small.labelAt(labels, u, v)
        return label < 0 || owners[label] === cell
      },
    }
  })
}

interface Straightened extends Reduced {
  /** From its pixels to those of the paper. */
  map: PlaneMap
  /** The label of the pixel that shows a point of the paper; -1 for none. */
  labelAt(labels: Int32Array, x: number, y: number): number
}

/** The picture seen straight on, as far as it shows the page. */
function straightened({ width, height, ink, dark, scale }: Reduced, page: PageView): Straightened {
  const [across, down] = [Math.round(page.width / scale), Math.round(page.height / scale)]
  const map = followed(scaling(scale, scale, 0, 0), page.map)
  const back = followed(page.back, scaling(1 / scale, 1 / scale, 0, 0))
  const [inkTo, darkTo] = [new Uint8Array(across * down), new Float32Array(across * down)]
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      const place = at(map, column + 0.5, row + 0.5)
      const [x, y] = [Math.floor(place.x / scale), Math.floor(place.y / scale)]
      if (x < 0 || y < 0 || x >= width || y >= height) continue
      inkTo[row * across + column] = ink[y * width + x]!
      darkTo[row * across + column] = dark[y * width + x]!
    }
  return {
    width: across,
    height: down,
    ink: inkTo,
    dark: darkTo,
    scale,
    map,
    labelAt(labels, x, y) {
      const place = at(back, x, y)
      const [column, row] = [Math.floor(place.x), Math.floor(place.y)]
      const inside = column >= 0 && row >= 0 && column < across && row < down
      return inside ? labels[row * across + column]! : -1
    },
  }
}

interface Lattice {
  left: number
  top: number
  across: number
  down: number
  columns: number
}

/** How much of a step a glyph takes, as it is tried. */
const FILLS = [0.55, 0.65, 0.75, 0.85, 0.95]

function latticeOf(
  { width, height, ink }: Reduced,
  pieces: readonly Region[],
  count: number,
): Lattice | null {
  if (pieces.length === 0 || count === 0) return null
  const [left, right] = [
    Math.min(...pieces.map((piece) => piece.left)),
    Math.max(...pieces.map((piece) => piece.right)),
  ]
  const [top, bottom] = [
    Math.min(...pieces.map((piece) => piece.top)),
    Math.max(...pieces.map((piece) => piece.bottom)),
  ]
  const columnsOf = profile(ink, width, height, (place) => place % width).slice(left, right)
  const rowsOf = profile(ink, width, height, (place) => Math.floor(place / width)).slice(top, bottom)
  let best: { lattice: Lattice; score: number } | null = null
  for (let rows = 1; rows <= count; rows++)
    for (let columns = Math.ceil(count / rows); columns * (rows - 1) < count && columns <= count; columns++) {
      const [x, y] = [crossing(columnsOf, columns), crossing(rowsOf, rows)]
      const ratio = Math.abs(Math.log(x.step / y.step))
      if (ratio > 0.7) continue
      const score = x.score + y.score + 0.15 * ratio + 0.02 * (rows * columns - count)
      if (best && score >= best.score) continue
      const lattice = {
        left: left + x.start,
        top: top + y.start,
        across: x.step,
        down: y.step,
        columns,
      }
      best = { lattice, score }
    }
  return best && best.score < 1.2 ? best.lattice : null
}

/** Ink by columns, or by rows. */
function profile(
  ink: Uint8Array,
  width: number,
  height: number,
  of: (place: number) => number,
): Float64Array {
  const sums = new Float64Array(Math.max(width, height))
  for (let place = 0; place < ink.length; place++) if (ink[place]) sums[of(place)]!++
  return sums
}

/** Where so many equal steps cross the least ink, in terms of what lies between; begun so that glyphs fill the whole length. */
function crossing(ink: Float64Array, count: number): { step: number; start: number; score: number } {
  const mean = ink.reduce((sum, value) => sum + value, 0) / Math.max(1, ink.length) || 1
  let best = { step: ink.length, start: 0, score: Number.POSITIVE_INFINITY }
  for (const fill of FILLS) {
    const step = ink.length / (count - 1 + fill)
    const start = -((1 - fill) * step) / 2
    let sum = 0
    for (let k = 1; k < count; k++) {
      const middle = start + k * step
      const [from, to] = [Math.floor(middle - 0.04 * step), Math.ceil(middle + 0.04 * step)]
      let inside = 0
      for (let place = from; place < to; place++) inside += ink[place] ?? 0
      sum += inside / Math.max(1, to - from) / mean
    }
    const score = count > 1 ? sum / (count - 1) : 0
    if (score < best.score) best = { step, start, score }
  }
  return best
}

/** The middle of some pieces of ink and their larger side. */
function boxOf(pieces: readonly Region[]): { x: number; y: number; extent: number } {
  const [left, right] = [Math.min(...pieces.map((p) => p.left)), Math.max(...pieces.map((p) => p.right))]
  const [top, bottom] = [Math.min(...pieces.map((p) => p.top)), Math.max(...pieces.map((p) => p.bottom))]
  return { x: (left + right) / 2, y: (top + bottom) / 2, extent: Math.max(right - left, bottom - top) }
}

/** The straight line of the least squares through (number, place); of the usual step where there is one number alone. */
function lineThrough(places: readonly [number, number][], usual: number): (number: number) => number {
  const mean = (of: (place: [number, number]) => number) =>
    places.reduce((sum, place) => sum + of(place), 0) / places.length
  const [n, p] = [mean(([number]) => number), mean(([, place]) => place)]
  const spread = mean(([number]) => (number - n) ** 2)
  const step = spread === 0 ? usual : mean(([number, place]) => (number - n) * (place - p)) / spread
  return (number) => p + step * (number - n)
}
