import type { Rect } from '../../../electron/contract/pixels.ts'
import { emptyRect, intersection, isEmpty, union } from '../geometry.ts'
import { imageData } from '../rasters.ts'
import { type Metric, metricOf, type PlacedDab, reachOf, stampDab } from './dab.ts'
import { Limit } from './limit.ts'
import type { Applied, Touch, Working, WorkPatch } from './operation.ts'
import type { PaintTarget } from './target.ts'
import { isPlain, plainTexture, type Texture } from './texture.ts'
import { stampTextured } from './texturedDab.ts'

/** A dab with the pixels it covers. */
interface Boxed extends PlacedDab {
  readonly box: Rect
}

/** Dabs change the pixels one after the other; those of one call are read and written once. */
export class WorkingStroke implements Applied {
  readonly #target: PaintTarget
  readonly #operation: Working
  readonly #limit: Limit
  readonly #metric: Metric
  readonly #texture: Texture
  readonly #whole: Rect

  constructor(target: PaintTarget, operation: Working, { antialias, texture = plainTexture }: Touch) {
    const { width, height } = target.session.rasters.get(target.raster)
    this.#target = target
    this.#texture = texture
    this.#operation = operation
    this.#limit = new Limit(target, antialias)
    this.#metric = metricOf(target.matrix)
    this.#whole = { x: 0, y: 0, width, height }
  }

  apply(dabs: readonly PlacedDab[]): void {
    const byImage = new Map<number, Boxed[]>()
    for (const placed of dabs) {
      const centre = this.#operation.whole
        ? { x: Math.floor(placed.centre.x) + 0.5, y: Math.floor(placed.centre.y) + 0.5 }
        : placed.centre
      const box = intersection(reachOf(this.#metric, centre, placed.dab), this.#whole)
      const list = byImage.get(placed.image) ?? []
      byImage.set(placed.image, list)
      list.push({ ...placed, centre, box })
    }
    for (const list of byImage.values()) this.#work(list)
  }

  end(): void {}

  #work(dabs: readonly Boxed[]): void {
    const { session, gesture, raster, medium } = this.#target
    const changed = dabs.reduce((sum, { box }) => union(sum, box), emptyRect)
    if (isEmpty(changed)) return
    const rect = intersection(grown(changed, this.#operation.reach), this.#whole)
    const { data } = session.rasters
      .color(raster)
      .context.getImageData(rect.x, rect.y, rect.width, rect.height)
    const before = data.slice()
    medium.show(data)
    const patch: WorkPatch = { rect, bytes: data }
    for (const boxed of dabs) this.#dab(patch, boxed)
    medium.keep(data, before)
    gesture.editPixels(raster, rect, (context) =>
      context.putImageData(imageData(data, rect.width, rect.height), rect.x, rect.y),
    )
  }

  #dab(patch: WorkPatch, placed: Boxed): void {
    const { box, centre, image } = placed
    if (isEmpty(box)) return
    const { width, height } = box
    const coverage = { width, height, data: new Uint8Array(width * height) }
    if (isPlain(this.#texture))
      stampDab(coverage, this.#metric, { x: centre.x - box.x, y: centre.y - box.y }, placed.dab)
    else stampTextured(coverage, this.#target.matrix, placed, this.#texture, box)
    const middle = { x: Math.floor(centre.x), y: Math.floor(centre.y) }
    this.#operation.dab(patch, this.#limit.of(coverage, box, box), box, image, middle)
  }
}

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})
