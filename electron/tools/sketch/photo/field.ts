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
    this.#starts = new Int32Array(columns)
    this.#shares = new Float32Array(columns)
    for (let column = 0; column < columns; column++) {
      const at = Math.max(0, Math.min(width - 1, ((column + 0.5) / columns) * width - 0.5))
      this.#starts[column] = Math.floor(at)
      this.#shares[column] = at - Math.floor(at)
    }
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
