import type { Rect } from '../../../electron/contract/pixels.ts'
import type { Coverage } from '../brush/dab.ts'
import { emptyRect, intersection, union } from '../geometry.ts'
import type { Point } from '../transform.ts'
import { type Grid, gridOf } from './grid.ts'
import { CHANNELS, solveGrid } from './membrane.ts'

/** No pixel may be further than a part of a level of 8 bits from where it belongs. */
const PRECISION = 0.02

type Read = (rect: Rect) => Uint8ClampedArray

/** The pixels that a stroke covers, and how each must differ from what is pasted there so that no seam shows. */
export class HealedPixels {
  readonly #box: Rect
  /** The number of each pixel of the box, 0 outside the stroke. */
  readonly #numbers: Int32Array
  readonly #correction: Float32Array

  /**
   * @param touched rectangles beside each other that hold all that is covered, in the raster's pixels
   * @param here what is seen in a rectangle, straight RGBA
   * @param there what is pasted into it
   */
  constructor(coverage: Coverage, touched: readonly Rect[], here: Read, there: Read) {
    this.#box = touched.reduce((sum, rect) => union(sum, rect), emptyRect)
    const { grid, numbers } = gridOf(this.#covered(coverage, touched), this.#box.width)
    this.#numbers = numbers
    const wanted = new Float32Array(CHANNELS * grid.weight.length)
    for (const rect of touched) this.#tie(grid, wanted, rect, coverage, here, there)
    this.#correction = solveGrid(grid, wanted, PRECISION)
  }

  /** Changes what was read of what is pasted into `rect`, in place. */
  correct(pasted: Uint8ClampedArray, rect: Rect): void {
    for (let row = 0, at = 0; row < rect.height; row++)
      for (let column = 0; column < rect.width; column++, at += 4) {
        const number = this.#numberAt(rect.x + column, rect.y + row)
        if (number === 0) continue
        for (let k = 0; k < CHANNELS; k++)
          pasted[at + k] = pasted[at + k]! + this.#correction[CHANNELS * number + k]!
      }
  }

  #numberAt(x: number, y: number): number {
    const { x: left, y: top, width, height } = this.#box
    const [u, v] = [x - left, y - top]
    return u < 0 || v < 0 || u >= width || v >= height ? 0 : this.#numbers[v * width + u]!
  }

  /** Which pixels of the box the stroke covers. */
  #covered(coverage: Coverage, touched: readonly Rect[]): Uint8Array {
    const { x: left, y: top, width, height } = this.#box
    const covered = new Uint8Array(width * height)
    for (const rect of touched)
      for (let y = rect.y; y < rect.y + rect.height; y++)
        for (let x = rect.x; x < rect.x + rect.width; x++)
          if (coverage.data[y * coverage.width + x] !== 0) covered[(y - top) * width + x - left] = 1
    return covered
  }

  /**
   * Ties pixels at the stroke's border to how much their neighbours outside differ from what is pasted beside them. What is
   * transparent, here or there, says nothing.
   */
  #tie(
    { weight }: Grid,
    wanted: Float32Array,
    rect: Rect,
    { width, height }: Coverage,
    here: Read,
    there: Read,
  ) {
    const border = this.#border(weight, rect)
    if (border.length === 0) return
    const around = { x: rect.x - 1, y: rect.y - 1, width: rect.width + 2, height: rect.height + 2 }
    const seen = intersection(around, { x: 0, y: 0, width, height })
    const [own, pasted] = [here(seen), there(seen)]
    for (const { x, y } of border) {
      const number = this.#numberAt(x, y)
      for (let side = 0; side < 4; side++) {
        const u = x + DX[side]! - seen.x
        const v = y + DY[side]! - seen.y
        if (u < 0 || v < 0 || u >= seen.width || v >= seen.height) continue
        const at = 4 * (v * seen.width + u)
        if (this.#numberAt(u + seen.x, v + seen.y) > 0 || own[at + 3] === 0 || pasted[at + 3] === 0) continue
        weight[number] = weight[number]! + 1
        for (let k = 0; k < CHANNELS; k++) {
          const to = CHANNELS * number + k
          wanted[to] = wanted[to]! + own[at + k]! - pasted[at + k]!
        }
      }
    }
  }

  /** The covered pixels of a rectangle that are not tied to four others yet. */
  #border(weight: Float32Array, rect: Rect): Point[] {
    const border: Point[] = []
    for (let y = rect.y; y < rect.y + rect.height; y++)
      for (let x = rect.x; x < rect.x + rect.width; x++) {
        const number = this.#numberAt(x, y)
        if (number > 0 && weight[number]! < DX.length) border.push({ x, y })
      }
    return border
  }
}

/** Where the neighbours of a pixel lie. */
const DX = [-1, 1, 0, 0]
const DY = [0, 0, -1, 1]
