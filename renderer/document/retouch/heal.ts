import type { Rect } from '../../../electron/contract/pixels.ts'
import type { Coverage } from '../brush/dab.ts'
import type { Covering } from '../brush/operation.ts'
import { layOver } from '../brush/paint.ts'
import type { StrokeTool } from '../brush/stroke.ts'
import { label } from '../label.ts'
import type { Point } from '../transform.ts'
import type { CloneOptions } from './clone.ts'
import { HealedPixels } from './healedPixels.ts'
import { type Sampled, sampled } from './sampled.ts'

/**
 * Paints what is seen somewhere else with the gradients it has there and the colours of the surroundings here: what the
 * Poisson blend does, on the pixels of one stroke, when it ends. Until then it shows what it takes.
 */
export const healingBrush = ({ sample, offset, opacity }: CloneOptions): StrokeTool => ({
  entry: label('heal'),
  adds: true,
  operation: (target) => new Healing(sampled(target, sample), offset, opacity),
})

class Healing implements Covering {
  readonly kind = 'covering'
  readonly #source: Sampled
  readonly #offset: Point
  readonly #opacity: number
  #healed: HealedPixels | null = null

  constructor(source: Sampled, offset: Point, opacity: number) {
    this.#source = source
    this.#offset = offset
    this.#opacity = opacity
  }

  before(rect: Rect): void {
    this.#source.keep(rect)
  }

  paint(pixels: Uint8ClampedArray, coverage: Uint8Array, rect: Rect): void {
    const source = this.#source.read(rect, this.#offset)
    this.#healed?.correct(source, rect)
    layOver(pixels, coverage, source, this.#opacity)
  }

  settle(coverage: Coverage, touched: readonly Rect[]): void {
    const here = (rect: Rect) => this.#source.read(rect, { x: 0, y: 0 })
    const there = (rect: Rect) => this.#source.read(rect, this.#offset)
    this.#healed = new HealedPixels(coverage, touched, here, there)
  }
}
