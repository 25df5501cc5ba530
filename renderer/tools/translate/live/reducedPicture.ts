import type { Pixels, Rect } from '../../../../electron/contract/pixels.ts'
import { levelFor, MipChain } from '../../../canvas/compositor/mips.ts'
import type { ColorRaster } from '../../../document/types.ts'
import { onPaper } from '../paper.ts'

/**
 * A small copy of a raster, brought up to date where the raster is painted on, so that reading it costs the same
 * however large the raster is.
 */
export class ReducedPicture {
  readonly raster: ColorRaster
  readonly side: number
  readonly #chain: MipChain
  readonly #level: number
  readonly #scale: number

  /** @param side that the shorter side is reduced to, in pixels; nothing is enlarged. */
  constructor(raster: ColorRaster, side: number) {
    const { canvas, width, height } = raster
    this.raster = raster
    this.side = side
    this.#scale = Math.min(1, side / Math.min(width, height))
    this.#chain = new MipChain(canvas, width, height)
    this.#level = levelFor(this.#scale, width, height)
  }

  invalidate(rect: Rect): void {
    this.#chain.invalidate(rect)
  }

  /** Goes on until `deadline` of `performance.now()`. @returns whether the copy is up to date. */
  work(deadline: number): boolean {
    const { width, height } = this.raster
    const whole = { x: 0, y: 0, width, height }
    return this.#chain.update(this.#level, whole, () => performance.now() >= deadline)
  }

  /** The copy over `paper`; without paper it keeps its alpha. */
  read(paper: string | null): Pixels {
    const { width, height } = this.raster
    return onPaper(
      this.#chain.canvas(this.#level),
      paper,
      Math.max(1, Math.round(width * this.#scale)),
      Math.max(1, Math.round(height * this.#scale)),
    )
  }
}
