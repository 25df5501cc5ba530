import type { DocumentData, RasterId } from '../../../electron/contract/document.ts'
import type { Rasters } from '../../document/rasters.ts'
import type { Matrix } from '../../document/transform.ts'
import { scaleAndTranslate } from '../geometry.ts'
import { drawNodes } from './compose.ts'
import { CELL, DirtyCells } from './dirtyCells.ts'
import { MipStore } from './mips.ts'
import { type PlanNode, planDocument, rastersOf } from './plan.ts'
import { createSurface, type Surface, SurfacePool } from './surface.ts'

/** A larger document is kept at a smaller scale. */
const MAX_KEPT_PIXELS = 16_000_000

/**
 * The flattened picture of a document as it was opened, for the comparison. Made in idle time; a change of
 * pixels must wait for `finish`, while layers may be moved, added and removed before it is done.
 */
export class Original {
  readonly id: RasterId = 'original'
  readonly width: number
  readonly height: number
  readonly #surface: Surface
  readonly #scale: number
  readonly #nodes: readonly PlanNode[]
  readonly #rasters: Rasters
  readonly #pool = new SurfacePool(CELL, CELL)
  readonly #mips = new MipStore()
  #dirty: DirtyCells

  constructor(data: DocumentData, rasters: Rasters) {
    this.#scale = Math.min(1, Math.sqrt(MAX_KEPT_PIXELS / (data.width * data.height)))
    this.width = Math.max(1, Math.round(data.width * this.#scale))
    this.height = Math.max(1, Math.round(data.height * this.#scale))
    this.#surface = createSurface(this.width, this.height)
    this.#rasters = rasters
    this.#nodes = planDocument(data, { sizeOf: (id) => rasters.color(id), previewOf: () => undefined })
    this.#dirty = new DirtyCells(this.width, this.height)
    this.#dirty.addAll()
  }

  /** From the kept pixels to those of the document as it was opened. */
  get matrix(): Matrix {
    return { a: 1 / this.#scale, b: 0, c: 0, d: 1 / this.#scale, e: 0, f: 0 }
  }

  get canvas(): OffscreenCanvas {
    return this.#surface.canvas
  }

  get done(): boolean {
    return this.#dirty.empty
  }

  finish(): void {
    this.work(Number.POSITIVE_INFINITY)
  }

  /** Goes on until `deadline` of `performance.now()`. @returns whether anything was drawn. */
  work(deadline: number): boolean {
    if (this.done) return false
    // History may have let go of pixels that were merged away meanwhile: what is drawn so far has to do.
    if ([...rastersOf(this.#nodes)].some((id) => !this.#rasters.has(id))) this.#dirty = new DirtyCells(0, 0)
    while (!this.#dirty.empty && performance.now() < deadline) {
      const region = this.#dirty.nearest({ x: 0, y: 0 })!
      const scratch = this.#pool.take()
      drawNodes(scratch, this.#nodes, {
        view: scaleAndTranslate(this.#scale, 0, 0),
        region,
        pool: this.#pool,
        chainOf: (id) => this.#mips.chain(this.#rasters.color(id)),
      })
      const { x, y, width, height } = region
      this.#surface.context.drawImage(scratch.canvas, 0, 0, width, height, x, y, width, height)
      this.#pool.give(scratch)
      this.#dirty.remove(region)
    }
    if (this.done) this.#mips.keepOnly(new Set())
    return true
  }
}
