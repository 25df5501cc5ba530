import type { DocumentData, LayerId, RasterId } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import type { Rasters } from '../../document/rasters.ts'
import type { DocumentSession } from '../../document/session.ts'
import { type Matrix, multiply } from '../../document/transform.ts'
import { boundsOf, roundOut, scaleAndTranslate } from '../geometry.ts'
import { drawNodes } from './compose.ts'
import { CELL, DirtyCells } from './dirtyCells.ts'
import { MipStore } from './mips.ts'
import { type PlanNode, placesOf, planDocument, rastersOf } from './plan.ts'
import { type Surface, SurfacePool, viewSurface } from './surface.ts'

/** Pixels kept around a change, as far as smoothing carries the pixels of a raster. */
const MARGIN = 3

/** A larger document is kept at a smaller scale. */
const MAX_KEPT_PIXELS = 16_000_000

/**
 * The flattened picture of a document as it was opened, for the comparison. Made in idle time, or where pixels are
 * about to change; layers may be moved, added and removed before it is done.
 *
 * It holds no pixels before the first of them is drawn, and lets go of them while its document is not in front, as long
 * as they can be drawn again.
 */
export class Original {
  readonly id: RasterId = 'original'
  readonly width: number
  readonly height: number
  #surface: Surface | null = null
  /** Pixels that it shows were changed: what is drawn cannot be drawn again. */
  #changed = false
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
    return this.#drawn().canvas
  }

  get done(): boolean {
    return this.#dirty.empty
  }

  /** `rect` of a raster is about to change: what shows it is drawn now, if it was not yet. */
  keep(id: RasterId, rect: Rect): void {
    const finished = this.#finished()
    if (finished && this.#changed) return
    const places = this.#nodes.flatMap((node) => placesOf(node, id))
    if (places.length > 0) this.#changed = true
    if (finished) return
    const toKept = scaleAndTranslate(this.#scale, 0, 0)
    for (const place of places)
      for (const region of this.#dirty.under(roundOut(boundsOf(multiply(toKept, place), rect), MARGIN)))
        this.#draw(region)
  }

  /** Goes on until `deadline` of `performance.now()`. @returns the kept pixels that were drawn. */
  work(deadline: number): Rect[] {
    const drawn: Rect[] = []
    while (!this.#finished() && performance.now() < deadline) {
      const region = this.#dirty.nearest({ x: 0, y: 0 })!
      this.#draw(region)
      drawn.push(region)
    }
    return drawn
  }

  /** Frees what can be drawn again when it is wanted. */
  release(): void {
    if (this.#changed || !this.#surface) return
    this.#surface.canvas.width = this.#surface.canvas.height = 0
    this.#surface = null
    this.#mips.keepOnly(new Set())
    this.#dirty = new DirtyCells(this.width, this.height)
    this.#dirty.addAll()
  }

  #drawn(): Surface {
    this.#surface ??= viewSurface(this.width, this.height)
    return this.#surface
  }

  /** Also when history let go of pixels that were merged away meanwhile: what is drawn so far has to do. */
  #finished(): boolean {
    if (!this.done && [...rastersOf(this.#nodes)].some((id) => !this.#rasters.has(id)))
      this.#dirty = new DirtyCells(0, 0)
    return this.done
  }

  #draw(region: Rect): void {
    const scratch = this.#pool.take()
    drawNodes(scratch, this.#nodes, {
      view: scaleAndTranslate(this.#scale, 0, 0),
      region,
      pool: this.#pool,
      chainOf: (id) => this.#mips.chain(this.#rasters.color(id)),
    })
    const { x, y, width, height } = region
    this.#drawn().context.drawImage(scratch.canvas, 0, 0, width, height, x, y, width, height)
    this.#pool.give(scratch)
    this.#dirty.remove(region)
    if (this.done) this.#mips.keepOnly(new Set())
  }
}

/** The longer side that is enough to aim with. */
const AIMED_SIDE = 1600

/** Some layers of a document as they look by themselves, in a picture of all of its extent, no larger than to aim with. */
export function pictureOf({ data, rasters }: DocumentSession, layers: readonly LayerId[]): OffscreenCanvas {
  const whole = new Original({ ...data, root: [...layers] }, rasters)
  whole.work(Number.POSITIVE_INFINITY)
  const scale = Math.min(1, AIMED_SIDE / Math.max(whole.width, whole.height))
  const { canvas, context } = viewSurface(Math.round(whole.width * scale), Math.round(whole.height * scale))
  context.imageSmoothingQuality = 'high'
  context.drawImage(whole.canvas, 0, 0, canvas.width, canvas.height)
  return canvas
}
