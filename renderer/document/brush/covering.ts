import type { Rect } from '../../../electron/contract/pixels.ts'
import { emptyRect, isEmpty, union } from '../geometry.ts'
import { imageData } from '../rasters.ts'
import { tileRect, tilesUnder } from '../tiles.ts'
import { type Coverage, type Metric, metricOf, type PlacedDab, stampDab } from './dab.ts'
import { Limit } from './limit.ts'
import { throughMedium } from './medium.ts'
import type { Applied, Covering, Touch } from './operation.ts'
import type { PaintTarget } from './target.ts'
import { isPlain, plainTexture, type Texture } from './texture.ts'
import { stampTextured } from './texturedDab.ts'

/** Side of the squares in which a stroke is gone over again at its end: what is touched many times is done once. */
const SETTLED = 64

/**
 * Dabs gather in a coverage buffer; the touched rectangle is then made anew from the pixels before the stroke, so its cost
 * depends on what moved and not on the stroke's length.
 */
export class CoveringStroke implements Applied {
  readonly #target: PaintTarget
  readonly #operation: Covering
  readonly #limit: Limit
  readonly #metric: Metric
  readonly #texture: Texture
  readonly #coverage: Coverage
  readonly #touched: Rect[] = []

  constructor(target: PaintTarget, operation: Covering, { antialias, texture = plainTexture }: Touch) {
    const { width, height } = target.session.rasters.get(target.raster)
    this.#target = target
    this.#texture = texture
    this.#operation = operation
    this.#limit = new Limit(target, antialias)
    this.#metric = metricOf(target.matrix)
    this.#coverage = { width, height, data: new Uint8Array(width * height) }
  }

  apply(dabs: readonly PlacedDab[]): void {
    const boxes = new Map<number, Rect>()
    for (const placed of dabs) {
      const box = isPlain(this.#texture)
        ? stampDab(this.#coverage, this.#metric, placed.centre, placed.dab)
        : stampTextured(this.#coverage, this.#target.matrix, placed, this.#texture)
      boxes.set(placed.image, union(boxes.get(placed.image) ?? emptyRect, box))
    }
    for (const rect of boxes.values()) {
      if (isEmpty(rect)) continue
      if (this.#operation.settle) this.#touched.push(rect)
      this.#operation.before?.(rect)
    }
    for (const rect of boxes.values()) if (!isEmpty(rect)) this.#renew(rect)
  }

  end(): void {
    if (!this.#operation.settle || this.#touched.length === 0) return
    const tiles = new Set(this.#touched.flatMap((rect) => tilesUnder(this.#coverage, rect, SETTLED)))
    const rects = [...tiles].map((tile) => tileRect(this.#coverage, tile, SETTLED))
    this.#operation.settle(this.#coverage, rects)
    for (const rect of rects) this.#renew(rect)
  }

  #renew(rect: Rect): void {
    const { gesture, raster, medium } = this.#target
    const pixels = gesture.original(raster, rect)
    const coverage = this.#limit.of(this.#coverage, rect)
    throughMedium(medium, pixels, () => this.#operation.paint(pixels, coverage, rect))
    gesture.editPixels(raster, rect, (context) =>
      context.putImageData(imageData(pixels, rect.width, rect.height), rect.x, rect.y),
    )
  }
}
