import type { Rect } from '../../../electron/contract/pixels.ts'
import { HALF, type Mask } from '../masks/mask.ts'

export interface OutlineOptions {
  /** The part of the document in view. Absent: all of it. */
  region?: Rect
  /** Document pixels to a cell, at least 1: about one over the zoom. */
  step?: number
  /** More corners than this and the cells are doubled, until it is enough. */
  maxCorners?: number
}

/** A closed line: x, y, x, y and so on, in document pixels; the last point joins the first. */
export type Outline = Float64Array

/**
 * The border of a selection along the edges of cells, for the marching ants: what is at least half covered lies to
 * the right of the line. Straight runs have no points between their ends.
 */
export function outlines(
  mask: Mask,
  {
    region = { x: 0, y: 0, width: mask.width, height: mask.height },
    step = 1,
    maxCorners = 100_000,
  }: OutlineOptions = {},
): Outline[] {
  for (let size = Math.max(1, Math.round(step)); ; size *= 2) {
    const found = trace(mask, region, size, maxCorners)
    if (found) return found
  }
}

/** Null when there are more corners than asked for. */
function trace(mask: Mask, region: Rect, step: number, maxCorners: number): Outline[] | null {
  const columns = Math.ceil(region.width / step)
  const rows = Math.ceil(region.height / step)
  // A border of outside cells spares the checks at the edges.
  const stride = columns + 2
  const inside = sampleCells(mask, region, step, columns, rows)
  // A cell whose upper edge is border already walked. Every outline has such an edge.
  const walked = new Uint8Array(inside.length)
  const found: Outline[] = []
  let corners = 0
  for (let row = 1; row <= rows; row++)
    for (let column = 1; column <= columns; column++) {
      const cell = row * stride + column
      if (!inside[cell] || inside[cell - stride] || walked[cell]) continue
      const line = walk(inside, walked, stride, column, row)
      corners += line.length / 2
      if (corners > maxCorners && step < Math.max(region.width, region.height)) return null
      found.push(toDocument(line, region, step))
    }
  return found
}

function sampleCells(mask: Mask, region: Rect, step: number, columns: number, rows: number): Uint8Array {
  const stride = columns + 2
  const inside = new Uint8Array(stride * (rows + 2))
  const half = step >> 1
  for (let row = 0; row < rows; row++) {
    const y = Math.min(region.y + row * step + half, region.y + region.height - 1)
    if (y < 0 || y >= mask.height) continue
    for (let column = 0; column < columns; column++) {
      const x = Math.min(region.x + column * step + half, region.x + region.width - 1)
      if (x < 0 || x >= mask.width) continue
      if (mask.data[y * mask.width + x]! >= HALF) inside[(row + 1) * stride + column + 1] = 1
    }
  }
  return inside
}

/**
 * Walks one border from the upper left corner of a cell, eastward, the inside to the right. At each corner the two
 * cells ahead decide: it turns left where both are inside, right where neither is, and where only a diagonal is,
 * right too, so that cells joined by a corner alone stay apart, as in a flood fill.
 */
function walk(
  inside: Uint8Array,
  walked: Uint8Array,
  stride: number,
  startX: number,
  startY: number,
): number[] {
  const line = [startX, startY]
  let [x, y] = [startX, startY]
  let [dx, dy] = [1, 0]
  do {
    if (dx === 1) walked[y * stride + x] = 1
    x += dx
    y += dy
    // The cell ahead on the left hand of the direction, or on its right hand.
    const cellAhead = (side: number) => {
      const column = x + (dx - dy * side - 1) / 2
      const row = y + (dy + dx * side - 1) / 2
      return inside[row * stride + column]
    }
    if (!cellAhead(1)) {
      line.push(x, y)
      ;[dx, dy] = [-dy, dx]
    } else if (cellAhead(-1)) {
      line.push(x, y)
      ;[dx, dy] = [dy, -dx]
    }
  } while (x !== startX || y !== startY || dx !== 1)
  // The start was added first and is a corner only if the line turns there; it does: north of it is no border.
  return line.slice(0, -2)
}

function toDocument(line: readonly number[], { x, y, width, height }: Rect, step: number): Outline {
  return Float64Array.from(line, (cell, i) =>
    i % 2 === 0 ? x + Math.min(width, (cell - 1) * step) : y + Math.min(height, (cell - 1) * step),
  )
}
