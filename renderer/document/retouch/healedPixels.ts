import type { Rect } from '../../../electron/contract/pixels.ts'
import type { Coverage } from '../brush/dab.ts'
import { emptyRect, intersection, union } from '../geometry.ts'
import { CHANNELS, type Grid, solveGrid } from './membrane.ts'

/** No pixel may be further than a part of a level of 8 bits from where it belongs. */
const PRECISION = 0.02

type Read = (rect: Rect) => Uint8ClampedArray

/** The pixels that a stroke covers, and how each must differ from what is pasted there so that no seam shows. */
export class HealedPixels {
  readonly #box: Rect
  /** The number of each pixel of the box, -1 outside the stroke. */
  readonly #numbers: Int32Array
  readonly #correction: Float32Array

  /**
   * @param touched rectangles that hold all that is covered, in the raster's pixels
   * @param here what is seen in a rectangle, straight RGBA
   * @param there what is pasted into it
   */
  constructor(coverage: Coverage, touched: readonly Rect[], here: Read, there: Read) {
    this.#box = touched.reduce((sum, rect) => union(sum, rect), emptyRect)
    this.#numbers = new Int32Array(this.#box.width * this.#box.height).fill(-1)
    const places = this.#number(coverage, touched)
    const grid = this.#grid(places)
    const wanted = new Float32Array(CHANNELS * grid.weight.length)
    const tied = new Uint8Array(places.length)
    for (const rect of touched) this.#tie(grid, wanted, tied, rect, coverage, here, there)
    this.#correction = solveGrid(grid, wanted, PRECISION)
  }

  /** Changes what was read of what is pasted into `rect`, in place. */
  correct(pasted: Uint8ClampedArray, rect: Rect): void {
    for (let row = 0, at = 0; row < rect.height; row++)
      for (let column = 0; column < rect.width; column++, at += 4) {
        const number = this.#numberAt(rect.x + column, rect.y + row)
        if (number < 0) continue
        for (let k = 0; k < CHANNELS; k++)
          pasted[at + k] = pasted[at + k]! + this.#correction[CHANNELS * number + k]!
      }
  }

  #numberAt(x: number, y: number): number {
    const { x: left, y: top, width, height } = this.#box
    const [u, v] = [x - left, y - top]
    return u < 0 || v < 0 || u >= width || v >= height ? -1 : this.#numbers[v * width + u]!
  }

  /** Row by row, so that neighbours lie near each other in memory. @returns the places in the box */
  #number(coverage: Coverage, touched: readonly Rect[]): number[] {
    const { x: left, y: top, width } = this.#box
    const covered = new Uint8Array(this.#numbers.length)
    for (const rect of touched)
      for (let y = rect.y; y < rect.y + rect.height; y++)
        for (let x = rect.x; x < rect.x + rect.width; x++)
          if (coverage.data[y * coverage.width + x] !== 0) covered[(y - top) * width + x - left] = 1
    const places: number[] = []
    for (let at = 0; at < covered.length; at++)
      if (covered[at]) {
        this.#numbers[at] = places.length
        places.push(at)
      }
    return places
  }

  #grid(places: readonly number[]): Grid {
    const { width } = this.#box
    const neighbours = new Int32Array(4 * places.length).fill(-1)
    const ties = new Float32Array(4 * places.length)
    const x = Int32Array.from(places, (at) => at % width)
    const y = Int32Array.from(places, (at) => Math.floor(at / width))
    const weight = new Float32Array(places.length)
    for (let i = 0; i < places.length; i++)
      for (let side = 0; side < 4; side++) {
        const other = this.#numberAt(this.#box.x + x[i]! + DX[side]!, this.#box.y + y[i]! + DY[side]!)
        if (other < 0) continue
        neighbours[4 * i + side] = other
        ties[4 * i + side] = 1
        weight[i] = weight[i]! + 1
      }
    return { x, y, neighbours, ties, weight }
  }

  /**
   * Ties pixels at the stroke's border to how much their neighbours outside differ from what is pasted beside them. What is
   * transparent, here or there, says nothing.
   */
  #tie(
    { weight }: Grid,
    wanted: Float32Array,
    tied: Uint8Array,
    rect: Rect,
    { width, height }: Coverage,
    here: Read,
    there: Read,
  ) {
    const around = { x: rect.x - 1, y: rect.y - 1, width: rect.width + 2, height: rect.height + 2 }
    const seen = intersection(around, { x: 0, y: 0, width, height })
    const [own, pasted] = [here(seen), there(seen)]
    for (let y = rect.y; y < rect.y + rect.height; y++)
      for (let x = rect.x; x < rect.x + rect.width; x++) {
        const number = this.#numberAt(x, y)
        // Rectangles overlap.
        if (number < 0 || tied[number]) continue
        tied[number] = 1
        for (let side = 0; side < 4; side++) {
          const u = x + DX[side]! - seen.x
          const v = y + DY[side]! - seen.y
          if (u < 0 || v < 0 || u >= seen.width || v >= seen.height) continue
          const at = 4 * (v * seen.width + u)
          if (this.#numberAt(u + seen.x, v + seen.y) >= 0 || own[at + 3] === 0 || pasted[at + 3] === 0)
            continue
          weight[number] = weight[number]! + 1
          for (let k = 0; k < CHANNELS; k++) {
            const to = CHANNELS * number + k
            wanted[to] = wanted[to]! + own[at + k]! - pasted[at + k]!
          }
        }
      }
  }
}

/** Where the neighbours lie that {@link Grid} lists: left, right, above, below. */
const DX = [-1, 1, 0, 0]
const DY = [0, 0, -1, 1]
