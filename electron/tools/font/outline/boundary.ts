import type { Polygon } from './flatten.ts'

/** Lines [x0, y0, x1, y1, …], four numbers each. */
export type Lines = Float64Array

/** How far beside a line is looked whether there is ink, in the unit of the lines. */
const BESIDE = 1e-4

/** Where lines cross: of each line the shares of its length, ascending. */
type Cuts = ReadonlyMap<number, number[]>

/**
 * The lines where ink ends. Outlines of variable fonts and of components overlap, and what of a contour lies within
 * another one is no border: the distance to it would be wrong.
 */
export function boundary(polygons: readonly Polygon[]): Lines {
  const { lines, starts } = linesOf(polygons)
  const cuts = crossings(lines, starts)
  if (cuts.size === 0 && polygons.length === 1) return lines
  const kept: number[] = []
  for (let at = 0; at + 1 < starts.length; at++) {
    for (const run of runsOf(lines, cuts, starts[at]!, starts[at + 1]!)) {
      const middle = 4 * Math.floor(run.length / 8)
      if (isBorder(lines, run, middle)) kept.push(...run)
    }
  }
  return Float64Array.from(kept)
}

/** Numbers of the polygons some of whose lines cross others, or each other, anywhere but at the ends that they share. */
export function crossing(polygons: readonly Polygon[]): Set<number> {
  const { lines, starts } = linesOf(polygons)
  const found = new Set<number>()
  for (const line of crossings(lines, starts).keys())
    found.add(starts.findIndex((start, at) => start <= line && line < starts[at + 1]!))
  return found
}

/** Whether any do. */
export const hasCrossings = (polygons: readonly Polygon[]): boolean => crossing(polygons).size > 0

function linesOf(polygons: readonly Polygon[]): { lines: Lines; starts: number[] } {
  const lines = new Float64Array(2 * polygons.reduce((sum, { length }) => sum + length, 0))
  const starts = [0]
  let at = 0
  for (const points of polygons) {
    for (let k = 0; k < points.length; k += 2) {
      const next = (k + 2) % points.length
      lines[at++] = points[k]!
      lines[at++] = points[k + 1]!
      lines[at++] = points[next]!
      lines[at++] = points[next + 1]!
    }
    starts.push(at / 4)
  }
  return { lines, starts }
}

/** Sweeps over the lines from left to right, so that only those whose extents overlap are tested. */
function crossings(lines: Lines, starts: readonly number[]): Cuts {
  const count = lines.length / 4
  const left = (k: number) => Math.min(lines[4 * k]!, lines[4 * k + 2]!)
  const order = Array.from({ length: count }, (_, k) => k).sort((a, b) => left(a) - left(b))
  const contour = new Int32Array(count)
  for (let at = 0; at + 1 < starts.length; at++) contour.fill(at, starts[at], starts[at + 1])
  const adjacent = (a: number, b: number) => {
    if (contour[a] !== contour[b]) return false
    const [first, last] = [starts[contour[a]!]!, starts[contour[a]! + 1]! - 1]
    const apart = Math.abs(a - b)
    return apart === 1 || apart === last - first
  }
  const cuts = new Map<number, number[]>()
  const cut = (line: number, share: number) => {
    const known = cuts.get(line)
    if (known) known.push(share)
    else cuts.set(line, [share])
  }
  for (let i = 0; i < count; i++) {
    const a = 4 * order[i]!
    const right = Math.max(lines[a]!, lines[a + 2]!)
    const [low, high] = [Math.min(lines[a + 1]!, lines[a + 3]!), Math.max(lines[a + 1]!, lines[a + 3]!)]
    for (let j = i + 1; j < count && left(order[j]!) <= right; j++) {
      const b = 4 * order[j]!
      if (Math.max(lines[b + 1]!, lines[b + 3]!) < low || Math.min(lines[b + 1]!, lines[b + 3]!) > high)
        continue
      if (adjacent(a / 4, b / 4)) continue
      const [ux, uy] = [lines[a + 2]! - lines[a]!, lines[a + 3]! - lines[a + 1]!]
      const [vx, vy] = [lines[b + 2]! - lines[b]!, lines[b + 3]! - lines[b + 1]!]
      const [wx, wy] = [lines[b]! - lines[a]!, lines[b + 1]! - lines[a + 1]!]
      const across = ux * vy - uy * vx
      if (across === 0) continue
      const [t, u] = [(wx * vy - wy * vx) / across, (wx * uy - wy * ux) / across]
      if (t < 0 || t > 1 || u < 0 || u > 1) continue
      cut(a / 4, t)
      cut(b / 4, u)
    }
  }
  for (const shares of cuts.values()) shares.sort((one, other) => one - other)
  return cuts
}

/** The lines of a contour from one crossing to the next. Along each of them both sides stay as they are. */
function runsOf(lines: Lines, cuts: Cuts, first: number, end: number): number[][] {
  const runs: number[][] = []
  let run: number[] = []
  for (let k = first; k < end; k++) {
    const [x, y, toX, toY] = lines.subarray(4 * k, 4 * k + 4) as unknown as [number, number, number, number]
    let [fromX, fromY] = [x, y]
    for (const share of cuts.get(k) ?? []) {
      const [cutX, cutY] = [x + share * (toX - x), y + share * (toY - y)]
      if (cutX !== fromX || cutY !== fromY) run.push(fromX, fromY, cutX, cutY)
      if (run.length > 0) runs.push(run)
      run = []
      ;[fromX, fromY] = [cutX, cutY]
    }
    if (fromX !== toX || fromY !== toY) run.push(fromX, fromY, toX, toY)
  }
  if (run.length > 0) runs.push(run)
  return runs
}

/** Whether there is ink on one side only of a line of a run. */
function isBorder(lines: Lines, run: readonly number[], at: number): boolean {
  const [x, y, toX, toY] = run.slice(at, at + 4) as [number, number, number, number]
  const length = Math.sqrt((toX - x) * (toX - x) + (toY - y) * (toY - y))
  // Off the middle, where a symmetric glyph has its corners.
  const [middleX, middleY] = [x + 0.47 * (toX - x), y + 0.47 * (toY - y)]
  const [dx, dy] = [(BESIDE * (y - toY)) / length, (BESIDE * (toX - x)) / length]
  const beside = (side: number) => windingAt(lines, middleX + side * dx, middleY + side * dy) !== 0
  return beside(1) !== beside(-1)
}

/** How often the lines go around a point, counter-clockwise. */
function windingAt(lines: Lines, x: number, y: number): number {
  let winding = 0
  for (let k = 0; k < lines.length; k += 4) {
    const [fromY, toY] = [lines[k + 1]!, lines[k + 3]!]
    if (fromY <= y === toY <= y) continue
    const crossing = lines[k]! + ((y - fromY) / (toY - fromY)) * (lines[k + 2]! - lines[k]!)
    if (crossing > x) winding += toY > fromY ? 1 : -1
  }
  return winding
}
