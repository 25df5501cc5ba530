import type { Rect } from '../../electron/contract/pixels.ts'
import { intersection, isEmpty } from './geometry.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** How many squares of side `side` cover a raster. They are numbered row by row from the top-left. */
export const tileCount = ({ width, height }: Size, side: number): number =>
  Math.ceil(width / side) * Math.ceil(height / side)

/** Those that `rect` touches. */
export function tilesUnder(raster: Size, rect: Rect, side: number): number[] {
  const clipped = intersection(rect, { x: 0, y: 0, width: raster.width, height: raster.height })
  if (isEmpty(clipped)) return []
  const columns = Math.ceil(raster.width / side)
  const indices = []
  for (let ty = Math.floor(clipped.y / side); ty * side < clipped.y + clipped.height; ty++)
    for (let tx = Math.floor(clipped.x / side); tx * side < clipped.x + clipped.width; tx++)
      indices.push(ty * columns + tx)
  return indices
}

/** The pixels of one of them; at the right and bottom edges it is smaller. */
export function tileRect(raster: Size, index: number, side: number): Rect {
  const columns = Math.ceil(raster.width / side)
  const x = (index % columns) * side
  const y = Math.floor(index / columns) * side
  return { x, y, width: Math.min(side, raster.width - x), height: Math.min(side, raster.height - y) }
}
