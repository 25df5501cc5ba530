/** Squares of `2 reach + 1` pixels a side around each pixel of a plane, cut off at its border. */
export class Windows {
  readonly width: number
  readonly height: number
  readonly reach: number
  /** Pixels of each window along either axis. */
  readonly #columns: Int32Array
  readonly #rows: Int32Array
  readonly #across: Float32Array
  readonly #sums: Float64Array

  constructor(width: number, height: number, reach: number) {
    this.width = width
    this.height = height
    this.reach = reach
    this.#columns = countsAlong(width, reach)
    this.#rows = countsAlong(height, reach)
    this.#across = new Float32Array(width * height)
    this.#sums = new Float64Array(width)
  }

  /** How many pixels the window around pixel `x`, `y` has, which is also in how many windows that pixel lies. */
  count(x: number, y: number): number {
    return this.#columns[x]! * this.#rows[y]!
  }

  /** The mean over each window. @param out may be `plane` itself */
  mean(plane: Float32Array, out: Float32Array = new Float32Array(plane.length)): Float32Array {
    this.#sumRows(plane)
    const { width, height, reach } = this
    const sums = this.#sums.fill(0)
    const add = (y: number, sign: 1 | -1) => {
      for (let x = 0, from = y * width; x < width; x++, from++) sums[x]! += sign * this.#across[from]!
    }
    for (let y = 0; y < Math.min(reach, height); y++) add(y, 1)
    for (let y = 0, to = 0; y < height; y++) {
      if (y + reach < height) add(y + reach, 1)
      if (y - reach - 1 >= 0) add(y - reach - 1, -1)
      const rows = this.#rows[y]!
      for (let x = 0; x < width; x++, to++) out[to] = sums[x]! / (rows * this.#columns[x]!)
    }
    return out
  }

  #sumRows(plane: Float32Array): void {
    const { width, height, reach } = this
    for (let y = 0; y < height; y++) {
      const row = y * width
      let sum = 0
      for (let x = 0; x < Math.min(reach, width); x++) sum += plane[row + x]!
      for (let x = 0; x < width; x++) {
        if (x + reach < width) sum += plane[row + x + reach]!
        if (x - reach - 1 >= 0) sum -= plane[row + x - reach - 1]!
        this.#across[row + x] = sum
      }
    }
  }
}

function countsAlong(length: number, reach: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => Math.min(length - 1, i + reach) - Math.max(0, i - reach) + 1)
}
