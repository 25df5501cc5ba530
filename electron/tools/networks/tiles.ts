import type { Place, Size } from './work.ts'

/** Where a tile lies, and how far from each of its borders its result counts. */
export interface Tile {
  place: Place
  /** 0 at the picture's own borders. */
  left: number
  top: number
  right: number
  bottom: number
}

export interface Overlap {
  /** What the tiles' corners are multiples of, in pixels. */
  multiple: number
  /** Pixels at a tile's border whose result has felt it. */
  margin: number
}

/** Pixels over which two tiles pass into each other. */
export const FADE = 16

/** The sides of tiles of at most so many pixels for a picture, multiples of `multiple`, as its own sides are. */
export function tileSize({ width, height }: Size, max: number, multiple: number): Size {
  const down = (extent: number) => Math.max(multiple, Math.floor(extent / multiple) * multiple)
  const square = down(Math.sqrt(max))
  const tall = Math.min(height, square)
  const wide = Math.min(width, down(max / tall))
  return { width: wide, height: Math.min(height, down(max / wide)) }
}

/**
 * Tiles of one size that cover a picture, row by row: inside their margins neighbours overlap by {@link FADE} pixels or more.
 * The picture's sides and the tiles' differ by multiples of `multiple`.
 *
 * @returns null where the tiles would hold little more than their margins
 */
export function tilesOf({ width, height }: Size, tile: Size, overlap: Overlap): Tile[] | null {
  const columns = starts(width, tile.width, overlap)
  const rows = starts(height, tile.height, overlap)
  if (!columns || !rows) return null
  const { margin } = overlap
  return rows.flatMap((y) =>
    columns.map((x) => ({
      place: { x, y, ...tile },
      left: x === 0 ? 0 : margin,
      top: y === 0 ? 0 : margin,
      right: x + tile.width === width ? 0 : margin,
      bottom: y + tile.height === height ? 0 : margin,
    })),
  )
}

/** The smallest tiles that cover a picture in as many pieces as tiles of the given size do. */
export function smallestTile({ width, height }: Size, tile: Size, overlap: Overlap): Size {
  const { multiple } = overlap
  const extent = (length: number, side: number) => {
    const count = starts(length, side, overlap)?.length ?? 1
    const min = Math.ceil((length + (count - 1) * overlapOf(overlap)) / (count * multiple)) * multiple
    return count > 1 && starts(length, min, overlap)?.length === count ? min : side
  }
  return { width: extent(width, tile.width), height: extent(height, tile.height) }
}

/** What two tiles have in common at least, and what rounding to `multiple` may take from it. */
const overlapOf = ({ multiple, margin }: Overlap): number => 2 * margin + FADE + multiple

function starts(length: number, side: number, overlap: Overlap): number[] | null {
  if (side >= length) return [0]
  const step = side - overlapOf(overlap)
  // Less than a quarter of a tile would be of use.
  if (step < side / 4) return null
  const count = Math.ceil((length - side) / step) + 1
  return Array.from(
    { length: count },
    (_, k) => Math.round(((length - side) * k) / (count - 1) / overlap.multiple) * overlap.multiple,
  )
}

/** How much a pixel of a tile counts against what the tiles before it gave: 0 in the margin, up to 1 behind the fade. */
export const shareAt = (at: number, margin: number): number =>
  margin === 0 ? 1 : Math.min(1, Math.max(0, (at - margin + 0.5) / FADE))

/** Places of a size spread evenly over a picture, about `count` of them, their corners at multiples of `multiple`. */
export function spreadPlaces({ width, height }: Size, piece: Size, count: number, multiple: number): Place[] {
  const across = Math.max(1, Math.min(count, Math.round(Math.sqrt((count * width) / height))))
  const down = Math.max(1, Math.round(count / across))
  const along = (length: number, side: number, places: number) =>
    Array.from({ length: places }, (_, k) => {
      const middle = (length * (k + 0.5)) / places
      const start = Math.min(length - side, Math.max(0, middle - side / 2))
      return Math.floor(start / multiple) * multiple
    })
  return along(height, piece.height, down).flatMap((y) =>
    along(width, piece.width, across).map((x) => ({ x, y, ...piece })),
  )
}
