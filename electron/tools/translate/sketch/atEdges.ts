import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import { byteOf } from '../../networks/enlarge.ts'
import type { Size } from '../../networks/work.ts'

/** Where areas could reach beyond what the network saw, in its pixels. */
const REACH = 2
/** Deviation of a colour from its area's, in [0, 1], that is still likely. */
const LIKELY = 0.08
/** Deviation, in the network's pixels, of the Gaussian by which what lies near counts for more. */
const NEAR = 1
/** Pieces of an area with less than this many of the network's pixels join what lies around them. */
const MIN_PIECE = 6

/** Areas of one colour each, at a size: the area of each pixel, and the colours of areas, 0xRRGGBB. */
export interface Areas extends Size {
  of: Int32Array
  colors: number[]
}

/** @param flat red, green and blue, -1 to 1, [height, width] */
export function areasIn(flat: readonly Float32Array[], { width, height }: Size): Areas {
  const named = new Map<number, number>()
  const of = Int32Array.from({ length: width * height }, (_, i) => {
    const color = flat.reduce((key, plane) => 256 * key + byteOf((plane[i]! + 1) / 2), 0)
    if (!named.has(color)) named.set(color, named.size)
    return named.get(color)!
  })
  return { width, height, of, colors: [...named.keys()] }
}

/**
 * Gives every cell to one of the areas around it: the one that is near and has a colour like the photo's there.
 *
 * @param photo `scale` cells for a pixel of the areas, each way
 * @returns the area of each cell
 */
export function atEdges({ width, height, of, colors }: Areas, photo: ColorPlanes, scale: number): Int32Array {
  const across = photo.width
  const count = across * photo.height
  const cells = new Int32Array(count)
  const votes = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const [x, y] = [((i % across) + 0.5) / scale - 0.5, (Math.floor(i / across) + 0.5) / scale - 0.5]
    votes.clear()
    for (let row = Math.max(0, Math.ceil(y - REACH)); row <= Math.min(height - 1, y + REACH); row++)
      for (
        let column = Math.max(0, Math.ceil(x - REACH));
        column <= Math.min(width - 1, x + REACH);
        column++
      ) {
        const near = Math.exp(-((row - y) ** 2 + (column - x) ** 2) / (2 * NEAR * NEAR))
        const area = of[row * width + column]!
        votes.set(area, (votes.get(area) ?? 0) + near)
      }
    let max = -1
    for (const [area, near] of votes) {
      const vote = votes.size === 1 ? 1 : near * likelihood(photo, i, colors[area]!)
      if (vote > max) [max, cells[i]] = [vote, area]
    }
  }
  joinPieces(cells, photo, MIN_PIECE * scale * scale)
  return cells
}

function likelihood({ data }: ColorPlanes, i: number, color: number): number {
  const count = data.length / 3
  const distance =
    (data[i]! - (color >> 16) / 255) ** 2 +
    (data[count + i]! - ((color >> 8) & 255) / 255) ** 2 +
    (data[2 * count + i]! - (color & 255) / 255) ** 2
  return Math.exp(-distance / (2 * LIKELY * LIKELY))
}

/** Pieces of fewer cells become part of the area that they share the longest border with. */
function joinPieces(cells: Int32Array, { width, height }: Size, min: number): void {
  const seen = new Uint8Array(cells.length)
  for (let begin = 0; begin < cells.length; begin++) {
    if (seen[begin]) continue
    const area = cells[begin]!
    const piece = [begin]
    const borders = new Map<number, number>()
    seen[begin] = 1
    // The list grows while it is walked along.
    for (const i of piece) {
      const x = i % width
      const others = [x > 0 ? i - 1 : -1, x + 1 < width ? i + 1 : -1, i - width, i + width]
      for (const other of others) {
        if (other < 0 || other >= width * height) continue
        const its = cells[other]!
        if (its !== area) borders.set(its, (borders.get(its) ?? 0) + 1)
        else if (!seen[other]) {
          seen[other] = 1
          piece.push(other)
        }
      }
    }
    const [longest] = [...borders].sort(([, a], [, b]) => b - a)
    if (piece.length < min && longest) for (const i of piece) cells[i] = longest[0]
  }
}
