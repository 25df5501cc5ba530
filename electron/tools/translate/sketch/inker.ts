import type { Size } from '../../networks/work.ts'
import type { Strokes } from './strokes.ts'

/** Writes rows of strokes with round ends and soft borders of one pixel. */
export class Inker {
  readonly #points: Float64Array
  readonly #links: Uint32Array
  readonly #reach: number
  readonly #width: number
  /** Links by the row at which they begin, and how far down the longest of them goes. */
  readonly #byTop: number[]
  #next = 0
  #open: number[] = []

  /**
   * @param from the size in whose pixels the strokes' points are
   * @param line width of the lines, in pixels of `to`
   */
  constructor({ points, links }: Strokes, from: Size, to: Size, line: number) {
    const scales = [to.width / from.width, to.height / from.height]
    this.#points = points.map((value, k) => value * scales[k % 2]! - 0.5)
    this.#links = links
    this.#reach = line / 2
    this.#width = to.width
    this.#byTop = Array.from({ length: links.length / 2 }, (_, k) => k).sort(
      (a, b) => this.#top(a) - this.#top(b),
    )
  }

  /** How much of each pixel of a row is ink, 0 to 1. Rows are asked for from the top down. */
  write(y: number, out: Float32Array): void {
    out.fill(0)
    const soft = this.#reach + 0.5
    while (this.#next < this.#byTop.length && this.#top(this.#byTop[this.#next]!) - soft <= y)
      this.#open.push(this.#byTop[this.#next++]!)
    this.#open = this.#open.filter((link) => this.#bottom(link) + soft >= y)
    for (const link of this.#open) {
      const [x0, y0, x1, y1] = this.#ends(link)
      const [dx, dy] = [x1 - x0, y1 - y0]
      const square = dx * dx + dy * dy
      const first = Math.max(0, Math.ceil(Math.min(x0, x1) - soft))
      const last = Math.min(this.#width - 1, Math.floor(Math.max(x0, x1) + soft))
      for (let x = first; x <= last; x++) {
        const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / square))
        const [ox, oy] = [x - x0 - along * dx, y - y0 - along * dy]
        const distance = ox * ox + oy * oy
        if (distance < soft * soft) out[x] = Math.max(out[x]!, Math.min(1, soft - Math.sqrt(distance)))
      }
    }
  }

  #ends(link: number): [x0: number, y0: number, x1: number, y1: number] {
    const [a, b] = [2 * this.#links[2 * link]!, 2 * this.#links[2 * link + 1]!]
    return [this.#points[a]!, this.#points[a + 1]!, this.#points[b]!, this.#points[b + 1]!]
  }

  #top(link: number): number {
    const [, y0, , y1] = this.#ends(link)
    return Math.min(y0, y1)
  }

  #bottom(link: number): number {
    const [, y0, , y1] = this.#ends(link)
    return Math.max(y0, y1)
  }
}
