import { hanFrame } from '../field.ts'
import type { Paper } from './paper.ts'
import type { CellPlace } from './place.ts'
import { followed, mapBetween, type PlaneMap, scaling } from './plane.ts'
import { type Reduced, reduced } from './reduced.ts'
import { type Region, regionsOf } from './regions.ts'

/** Cells that make a grid at least. */
const FEWEST = 4
/** The frame of a glyph in terms of its cell: what is written in one does not reach its lines. */
const INNER = 0.94
/** Inner side of a cell in terms of the distance of cells, at least. */
const NARROWEST = 0.72

/**
 * The cells of a grid of lines, such as paper for exercises has: pieces of paper of like sizes that lines go around. Where ink
 * touches a line its cell is found by the others. Empty where there is no such grid.
 */
export function ruledCells(paper: Paper): CellPlace[] {
  const small = reduced(paper)
  const cells = likeSizes(enclosed(small))
  if (cells.length < FEWEST) return []
  const grid = latticeOf(cells)
  if (!grid) return []
  const places = grid.map((cell) => ({ x: cell.column + 0.5, y: cell.row + 0.5 }))
  const map = followed(
    mapBetween(
      places,
      grid.map(({ region }) => ({ x: region.x, y: region.y })),
    ),
    scaling(small.scale, small.scale, 0, 0),
  )
  const [rows, columns] = [
    1 + Math.max(...grid.map(({ row }) => row)),
    1 + Math.max(...grid.map(({ column }) => column)),
  ]
  // Cells are narrower than their distance by the lines between them; counters of glyphs that stand in rows are much narrower.
  const share = insideOf(grid)
  if (share < NARROWEST) return []
  const inner = INNER * Math.min(0.97, share)
  return Array.from({ length: rows * columns }, (_, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns]
    return { row, column, character: null, map: followed(emInCell(row, column, inner), map) }
  })
}

/** From thousandths of the em to the lattice, in which every cell is 1 by 1. */
export function emInCell(row: number, column: number, inner: number): PlaneMap {
  const unit = inner / hanFrame.size
  const [x, y] = [hanFrame.left + hanFrame.size / 2, hanFrame.bottom + hanFrame.size / 2]
  return scaling(unit, -unit, column + 0.5 - unit * x, row + 0.5 + unit * y)
}

/** Pieces of paper that reach no border of the picture and are about square. */
function enclosed({ ink, width, height }: Reduced): Region[] {
  const empty = ink.map((value) => 1 - value)
  const least = Math.max(12, Math.max(width, height) / 60)
  return regionsOf(empty, width, false).regions.filter((region) => {
    const { left, top, right, bottom, area } = region
    const [across, down] = [right - left, bottom - top]
    if (left === 0 || top === 0 || right === width || bottom === height) return false
    return (
      Math.min(across, down) >= least && across < 2 * down && down < 2 * across && area > 0.35 * across * down
    )
  })
}

/** Those of about the size that most have. */
function likeSizes(regions: readonly Region[]): Region[] {
  const sideOf = ({ left, right, top, bottom }: Region) => Math.sqrt((right - left) * (bottom - top))
  let best: Region[] = []
  for (const each of regions) {
    const like = regions.filter((other) => Math.abs(Math.log(sideOf(other) / sideOf(each))) < 0.3)
    if (like.length > best.length) best = like
  }
  return best
}

interface LatticeCell {
  region: Region
  row: number
  column: number
}

/** Rows and columns of regions, walked from neighbour to neighbour, each step along one of two directions; null for no grid. */
function latticeOf(regions: readonly Region[]): LatticeCell[] | null {
  const side = median(regions.map(({ left, right }) => right - left))
  const right = directionOf(regions, side)
  if (!right) return null
  const down = { x: -right.y, y: right.x }
  const found = new Map<Region, LatticeCell>()
  const waiting: LatticeCell[] = [{ region: regions[0]!, row: 0, column: 0 }]
  found.set(regions[0]!, waiting[0]!)
  while (waiting.length > 0) {
    const from = waiting.pop()!
    for (const [step, row, column] of [
      [right, 0, 1],
      [down, 1, 0],
      [{ x: -right.x, y: -right.y }, 0, -1],
      [{ x: -down.x, y: -down.y }, -1, 0],
    ] as const) {
      const length = Math.hypot(step.x, step.y)
      const next = regions.find((region) => {
        const [dx, dy] = [region.x - from.region.x, region.y - from.region.y]
        const along = (dx * step.x + dy * step.y) / length
        const aside = Math.abs(dx * step.y - dy * step.x) / length
        return along > 0.65 * length && along < 1.4 * length && aside < 0.4 * length
      })
      if (!next || found.has(next)) continue
      const cell = { region: next, row: from.row + row, column: from.column + column }
      found.set(next, cell)
      waiting.push(cell)
    }
  }
  const cells = [...found.values()]
  const [rows, columns] = [cells.map(({ row }) => row), cells.map(({ column }) => column)]
  // A row alone says nothing of how a page is turned and seen.
  if (cells.length < FEWEST || new Set(rows).size < 2 || new Set(columns).size < 2) return null
  return cells.map(({ region, row, column }) => ({
    region,
    row: row - Math.min(...rows),
    column: column - Math.min(...columns),
  }))
}

/** The usual step to the neighbour on the right, up to 40 degrees up or down. */
function directionOf(regions: readonly Region[], side: number): { x: number; y: number } | null {
  const steps = regions.flatMap((from) => {
    const near = regions
      .map((to) => ({ x: to.x - from.x, y: to.y - from.y }))
      .filter(({ x, y }) => x > 0 && Math.abs(y) < 0.84 * x && Math.hypot(x, y) < 2 * side)
      .sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y))
    return near.slice(0, 1)
  })
  if (steps.length === 0) return null
  return { x: median(steps.map(({ x }) => x)), y: median(steps.map(({ y }) => y)) }
}

/** Inner side of cells in terms of their distance. Ink within a cell makes it seem smaller, lines do not. */
function insideOf(cells: readonly LatticeCell[]): number {
  const areas = median(cells.map(({ region }) => region.area))
  const byPlace = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell.region]))
  const steps = cells.flatMap(({ region, row, column }) => {
    const next = [byPlace.get(`${row} ${column + 1}`), byPlace.get(`${row + 1} ${column}`)]
    return next.flatMap((other) => (other ? [Math.hypot(other.x - region.x, other.y - region.y)] : []))
  })
  return Math.sqrt(areas) / median(steps)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
