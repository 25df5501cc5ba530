import type { Pixels } from '../../../contract/pixels.ts'
import { boxMean } from '../../networks/boxMean.ts'
import { seenAt } from '../../networks/tensors.ts'
import type { Size } from '../../networks/work.ts'
import { areasIn, atEdges } from './atEdges.ts'

/** Borders are sought in the photo with this many cells for a pixel of the network's, each way. */
const CELLS = 4
/** Radius, in cells, of the means that round off the borders, and how many of them in turn. */
const ROUND = 2
const ROUNDS = 3

/** What share of the surroundings of a cell an area has, in the part of the picture that it reaches. */
interface Share {
  left: number
  top: number
  width: number
  height: number
  plane: Float32Array
}

/**
 * Areas of one colour each, at a photo's own size: where they are is what the network saw of it, where they meet is
 * where the photo has its edges, and their borders are smooth.
 */
export class FlatAreas {
  readonly #shares: Share[]
  readonly #colors: number[]
  readonly #cells: Size
  readonly #to: Size

  /** @param flat red, green and blue of the photo with areas of one colour each, -1 to 1, [height, width] */
  constructor(flat: readonly Float32Array[], size: Size, picture: Pixels) {
    const areas = areasIn(flat, size)
    const times = Math.max(picture.width / size.width, picture.height / size.height)
    const scale = Math.min(CELLS, Math.max(1, Math.ceil(times)))
    this.#cells = { width: scale * size.width, height: scale * size.height }
    this.#to = picture
    this.#colors = areas.colors
    this.#shares = sharesOf(
      atEdges(areas, seenAt(picture, this.#cells), scale),
      this.#cells,
      areas.colors.length,
    )
  }

  /** Writes row `y`, RGB: the colour of the area that has the most there. */
  write(y: number, out: Uint8Array): void {
    const { width, height } = this.#to
    const row = placeOf(y, height, this.#cells.height)
    const max = new Float32Array(width)
    const best = new Int32Array(width)
    for (const [area, { left, top, width: across, height: down, plane }] of this.#shares.entries()) {
      if (row < top - 1 || row > top + down) continue
      const first = Math.max(0, Math.floor(((left - 1) * width) / this.#cells.width))
      const last = Math.min(width - 1, Math.ceil(((left + across + 1) * width) / this.#cells.width))
      const [above, below, lower] = between(row - top, down)
      for (let x = first; x <= last; x++) {
        const [before, after, later] = between(placeOf(x, width, this.#cells.width) - left, across)
        const upper = plane[above * across + before]! * (1 - later) + plane[above * across + after]! * later
        const under = plane[below * across + before]! * (1 - later) + plane[below * across + after]! * later
        const share = upper * (1 - lower) + under * lower
        if (share > max[x]!) [max[x], best[x]] = [share, area]
      }
    }
    for (let x = 0; x < width; x++) {
      const color = this.#colors[best[x]!]!
      out[3 * x] = color >> 16
      out[3 * x + 1] = (color >> 8) & 255
      out[3 * x + 2] = color & 255
    }
  }
}

const placeOf = (at: number, count: number, cells: number): number => ((at + 0.5) * cells) / count - 0.5

/** The two of `count` values that a place lies between, and how far it is on the way to the second. */
function between(place: number, count: number): [first: number, second: number, share: number] {
  const within = Math.min(count - 1, Math.max(0, place))
  const first = Math.floor(within)
  return [first, Math.min(count - 1, first + 1), within - first]
}

/** The share that each area has around each cell that it reaches. */
function sharesOf(cells: Int32Array, { width, height }: Size, areas: number): Share[] {
  const reach = ROUND * ROUNDS
  const boxes = Array.from({ length: areas }, () => ({ left: width, top: height, right: -1, bottom: -1 }))
  for (let i = 0; i < cells.length; i++) {
    const [box, x, y] = [boxes[cells[i]!]!, i % width, Math.floor(i / width)]
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return boxes.map((box, area) => {
    if (box.right < 0) return { left: 0, top: 0, width: 0, height: 0, plane: new Float32Array() }
    const [left, top] = [Math.max(0, box.left - reach), Math.max(0, box.top - reach)]
    const size = {
      width: Math.min(width, box.right + reach + 1) - left,
      height: Math.min(height, box.bottom + reach + 1) - top,
    }
    let plane: Float32Array = Float32Array.from({ length: size.width * size.height }, (_, i) => {
      const at = (top + Math.floor(i / size.width)) * width + left + (i % size.width)
      return cells[at] === area ? 1 : 0
    })
    for (let round = 0; round < ROUNDS; round++) plane = boxMean(plane, size, ROUND)
    return { left, top, ...size, plane }
  })
}
