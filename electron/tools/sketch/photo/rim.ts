import type { Rect } from '../../../contract/pixels.ts'
import type { Edit } from './edit.ts'

/** How far from a border inside the photo an edit grows to its whole, in shorter sides of the edited part. */
const RIM = 1 / 8

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * An edit of a part of a photo that ends smoothly where the part does and the photo goes on: towards that border pixels move less
 * and keep more of their colours, and on it they are the photo's. Less of an edit, and not a mixture of two pictures, so that
 * nothing is seen twice. At borders of the photo itself there is nothing to join, and the edit stays whole.
 *
 * @param size  of the frames that the edit was found between
 * @param photo the part's whole photo
 */
export function fadedAtRim({ motion, change }: Edit, size: Size, part: Rect, photo: Size): Edit {
  const shorter = Math.min(part.width, part.height)
  const across = shares(size.width, part.width / (RIM * shorter), {
    start: part.x > 0,
    end: part.x + part.width < photo.width,
  })
  const down = shares(size.height, part.height / (RIM * shorter), {
    start: part.y > 0,
    end: part.y + part.height < photo.height,
  })
  const share = (i: number) => across[i % size.width]! * down[Math.floor(i / size.width)]!
  return {
    motion: { x: motion.x.map((by, i) => by * share(i)), y: motion.y.map((by, i) => by * share(i)) },
    change: change.map((plane, k) => {
      const still = k % 5 === 0 ? 1 : 0
      return plane.map((value, i) => still + share(i) * (value - still))
    }),
  }
}

/** How much of an edit shows along a side: none in its first and last cell where it fades there, which is what the border shows. */
function shares(cells: number, rims: number, { start, end }: { start: boolean; end: boolean }): Float32Array {
  const rising = (cell: number) => {
    const t = Math.min(1, (cell * rims) / cells)
    return t * t * (3 - 2 * t)
  }
  return Float32Array.from(
    { length: cells },
    (_, cell) => (start ? rising(cell) : 1) * (end ? rising(cells - 1 - cell) : 1),
  )
}
