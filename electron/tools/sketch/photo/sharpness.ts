import type { Pixels } from '../../../contract/pixels.ts'
import { boxMean } from '../../networks/boxMean.ts'
import { Field } from './field.ts'

/** Cells along the longer side of a picture in which its sharpness is compared, and the least pixels of one. */
const CELLS = 48
const LEAST_CELL = 8
/** One pixel in so many of a row, and of a column, is looked at. */
const EVERY = 2
/** No detail becomes more than so many times as strong, as a share more of itself. */
const MOST = 2
/** Detail is a part of what differs between neighbours: to make up for a loss in these it has to grow by more. */
const MORE = 1.15
/** Mean squares of differences of neighbours, of 255, below which there is nothing but noise. */
const FLAT = 4

/**
 * How sharp a picture was, place by place, before its pixels were moved between each other, stretched and recoloured, and what gives
 * it back: each loses fine detail, which is made stronger by what was lost.
 */
export class Sharpness {
  readonly #width: number
  readonly #height: number
  readonly #cell: number
  readonly #across: number
  readonly #before: Float32Array

  /** @param size of the edited picture */
  constructor({ width, height }: { width: number; height: number }) {
    this.#width = width
    this.#height = height
    this.#cell = Math.max(LEAST_CELL, Math.ceil(Math.max(width, height) / CELLS))
    this.#across = Math.ceil(width / this.#cell)
    this.#before = new Float32Array(this.#across * Math.ceil(height / this.#cell))
  }

  /** Whether a pixel of the edited picture is one of those that are looked at. */
  looksAt(column: number, row: number): boolean {
    return column % EVERY === 0 && row % EVERY === 0
  }

  /** Hears from which pixel of the photo one of the edited picture comes. */
  comes(column: number, row: number, photo: Pixels, x: number, y: number): void {
    this.#before[this.#cellOf(column, row)]! += energyAt(photo, Math.round(x), Math.round(y))
  }

  /**
   * Makes detail as strong as it was, in place.
   *
   * @param share of each pixel that may be touched, 0 to 255, a row at a time; null: all of all
   */
  restore(edited: Pixels, share: ((column: number, row: number) => number) | null): void {
    const gains = this.#gains(edited)
    if (gains.every((gain) => gain < 0.01)) return
    const size = { width: this.#across, height: gains.length / this.#across }
    const covered = { width: size.width * this.#cell, height: size.height * this.#cell }
    const field = new Field(boxMean(gains, size, 1), size, covered.width)
    const { width, height, channels, data } = edited
    const line = width * channels
    // Rows as they were: the one above, this one, and the one below.
    let [above, here] = [data.slice(0, line), data.slice(0, line)]
    for (let row = 0; row < height; row++) {
      const below = data.slice(
        Math.min(height - 1, row + 1) * line,
        (Math.min(height - 1, row + 1) + 1) * line,
      )
      field.goTo((row + 0.5) / covered.height)
      for (let column = 0; column < width; column++) {
        const gain = field.at(column) * (share ? share(column, row) / 255 : 1)
        if (gain < 0.01) continue
        const at = column * channels
        const left = column > 0 ? at - channels : at
        const right = column < width - 1 ? at + channels : at
        for (let c = 0; c < 3; c++) {
          const sum =
            above[left + c]! +
            above[at + c]! +
            above[right + c]! +
            here[left + c]! +
            here[at + c]! +
            here[right + c]! +
            below[left + c]! +
            below[at + c]! +
            below[right + c]!
          const value = here[at + c]! + gain * (here[at + c]! - sum / 9)
          data[row * line + at + c] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5
        }
      }
      ;[above, here] = [here, below]
    }
  }

  /** By how much detail has to grow in each cell. */
  #gains(edited: Pixels): Float32Array {
    const after = new Float32Array(this.#before.length)
    const looks = new Float32Array(this.#before.length)
    for (let row = 0; row < this.#height; row += EVERY)
      for (let column = 0; column < this.#width; column += EVERY) {
        const cell = this.#cellOf(column, row)
        after[cell]! += energyAt(edited, column, row)
        looks[cell]!++
      }
    return after.map((energy, cell) => {
      const floor = FLAT * looks[cell]!
      const lost = Math.sqrt((this.#before[cell]! + floor) / (energy + floor))
      return Math.max(0, Math.min(MOST, MORE * (lost - 1)))
    })
  }

  #cellOf(column: number, row: number): number {
    return Math.floor(row / this.#cell) * this.#across + Math.floor(column / this.#cell)
  }
}

/** Squared differences to the neighbours on the right and below; of a pixel within, 0 at the far borders. */
function energyAt({ width, height, channels, data }: Pixels, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) return 0
  const at = (y * width + x) * channels
  const down = at + width * channels
  let sum = 0
  for (let c = 0; c < Math.min(3, channels); c++)
    sum += (data[at + channels + c]! - data[at + c]!) ** 2 + (data[down + c]! - data[at + c]!) ** 2
  return channels === 1 ? 3 * sum : sum
}
