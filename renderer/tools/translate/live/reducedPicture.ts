import type { Pixels, Rect } from '../../../../electron/contract/pixels.ts'
import { levelFor, MipChain } from '../../../canvas/compositor/mips.ts'
import type { ColorRaster } from '../../../document/types.ts'
import { onPaper } from '../paper.ts'

/**
 * Small copies of a raster, brought up to date where the raster is painted on, so that reading one costs the same
 * however large the raster is. A side is that which the shorter one is reduced to, in pixels; nothing is enlarged.
 */
export class ReducedPicture {
  readonly raster: ColorRaster
  readonly #chain: MipChain

  constructor(raster: ColorRaster) {
    this.raster = raster
    this.#chain = new MipChain(raster.canvas, raster.width, raster.height)
  }

  invalidate(rect: Rect): void {
    this.#chain.invalidate(rect)
  }

  /** Goes on until `deadline` of `performance.now()`. @returns whether the copy of `side` is up to date. */
  work(side: number, deadline: number): boolean {
    const { width, height } = this.raster
    const whole = { x: 0, y: 0, width, height }
    return this.#chain.update(this.#levelOf(side), whole, () => performance.now() >= deadline)
  }

  /** The copy over `paper`; without paper it keeps its alpha. */
  read(side: number, paper: string | null): Pixels {
    const { width, height } = this.raster
    const scale = this.#scaleOf(side)
    return onPaper(
      this.#chain.canvas(this.#levelOf(side)),
      paper,
      Math.max(1, Math.round(width * scale)),
      Math.max(1, Math.round(height * scale)),
    )
  }

  #scaleOf(side: number): number {
    return Math.min(1, side / Math.min(this.raster.width, this.raster.height))
  }

  #levelOf(side: number): number {
    return levelFor(this.#scaleOf(side), this.raster.width, this.raster.height)
  }
}
