/** A plane stretched over a picture, read off row by row, linear between its numbers. */
export class Field {
  readonly #plane: Float32Array
  readonly #width: number
  readonly #height: number
  readonly #row: Float32Array
  readonly #starts: Int32Array
  readonly #shares: Float32Array

  /** @param columns of the picture */
  constructor(plane: Float32Array, { width, height }: { width: number; height: number }, columns: number) {
    this.#plane = plane
    this.#width = width
    this.#height = height
    this.#row = new Float32Array(width + 1)
    const { starts, shares } = columnsOver(width, columns)
    this.#starts = starts
    this.#shares = shares
  }

  /** @param down from 0 to 1 */
  goTo(down: number): void {
    const at = Math.max(0, Math.min(this.#height - 1, down * this.#height - 0.5))
    const top = Math.floor(at)
    const share = at - top
    const upper = top * this.#width
    const lower = Math.min(this.#height - 1, top + 1) * this.#width
    for (let k = 0; k < this.#width; k++)
      this.#row[k] = this.#plane[upper + k]! * (1 - share) + this.#plane[lower + k]! * share
    this.#row[this.#width] = this.#row[this.#width - 1]!
  }

  at(column: number): number {
    const start = this.#starts[column]!
    const here = this.#row[start]!
    return here + this.#shares[column]! * (this.#row[start + 1]! - here)
  }
}

/** Several planes of one size, read off together: their numbers lie beside each other. */
export class Fields {
  /** [height, width, planes] */
  readonly #numbers: Float32Array
  readonly #count: number
  readonly #width: number
  readonly #height: number
  readonly #row: Float32Array
  readonly #starts: Int32Array
  readonly #shares: Float32Array

  /** @param columns of the picture */
  constructor(
    planes: readonly Float32Array[],
    { width, height }: { width: number; height: number },
    columns: number,
  ) {
    const count = planes.length
    this.#count = count
    this.#width = width
    this.#height = height
    this.#numbers = new Float32Array(count * width * height)
    for (const [k, plane] of planes.entries())
      for (let i = 0; i < plane.length; i++) this.#numbers[count * i + k] = plane[i]!
    this.#row = new Float32Array(count * (width + 1))
    const { starts, shares } = columnsOver(width, columns)
    this.#starts = starts.map((start) => count * start)
    this.#shares = shares
  }

  /** @param down from 0 to 1 */
  goTo(down: number): void {
    const at = Math.max(0, Math.min(this.#height - 1, down * this.#height - 0.5))
    const top = Math.floor(at)
    const share = at - top
    const line = this.#count * this.#width
    const upper = top * line
    const lower = Math.min(this.#height - 1, top + 1) * line
    for (let k = 0; k < line; k++)
      this.#row[k] = this.#numbers[upper + k]! * (1 - share) + this.#numbers[lower + k]! * share
    this.#row.copyWithin(line, line - this.#count, line)
  }

  /** @param into receives a number of each plane */
  at(column: number, into: Float64Array): void {
    const row = this.#row
    const count = this.#count
    const start = this.#starts[column]!
    const share = this.#shares[column]!
    for (let k = 0; k < count; k++) {
      const here = row[start + k]!
      into[k] = here + share * (row[start + count + k]! - here)
    }
  }
}

/** The cell that each column of a picture begins from, and how far it is on its way to the next. */
function columnsOver(width: number, columns: number): { starts: Int32Array; shares: Float32Array } {
  const [starts, shares] = [new Int32Array(columns), new Float32Array(columns)]
  for (let column = 0; column < columns; column++) {
    const at = Math.max(0, Math.min(width - 1, ((column + 0.5) / columns) * width - 0.5))
    starts[column] = Math.floor(at)
    shares[column] = at - Math.floor(at)
  }
  return { starts, shares }
}
