import type { LayerId, RasterId } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { intersection, isEmpty } from '../../document/geometry.ts'
import { drawNow } from '../../document/rasters.ts'
import { type Matrix, multiply, type Point } from '../../document/transform.ts'
import { boundsOf, roundOut, scaleAndTranslate, scaleOf } from '../geometry.ts'
import { ActiveCache } from './activeCache.ts'
import { drawNodes, type Frame, visiblePart } from './compose.ts'
import { CELL, DirtyCells } from './dirtyCells.ts'
import { levelFor, type MipSource, MipStore } from './mips.ts'
import { childrenOf, type Placed, type PlanNode, placesOf, rastersOf } from './plan.ts'
import { planDifference } from './planDifference.ts'
import { resetContext, type Surface, SurfacePool, viewSurface } from './surface.ts'

/** The view in device pixels. `x`, `y` is where the document's origin lies; whole pixels, so a pan is a copy. */
export interface DeviceView {
  readonly width: number
  readonly height: number
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface CompositorOptions {
  rasterOf(id: RasterId): MipSource
  /** Fills `rect` behind the document with the look of transparency; the origin is the document's. */
  drawBackdrop(context: OffscreenCanvasRenderingContext2D, rect: Rect, origin: Point): void
}

/** One more pixel than smoothing reaches. */
const MARGIN = 2

/**
 * Composites layers into one canvas of view resolution, cell by cell and within the time it is given. Until a
 * cell's turn comes it shows what was there before, moved and scaled along with the view.
 */
export class Compositor {
  readonly #display = viewSurface(1, 1)
  readonly #spare = viewSurface(1, 1)
  readonly #pool = new SurfacePool(CELL, CELL)
  readonly #mips = new MipStore()
  readonly #options: CompositorOptions
  #view: DeviceView = { width: 1, height: 1, scale: 1, x: 0, y: 0 }
  #nodes: readonly PlanNode[] = []
  #size = { width: 0, height: 0 }
  #dirty = new DirtyCells(1, 1)
  #cache: ActiveCache | null = null
  /** The last finished picture of a whole document, shown where a change of view uncovers something. */
  #overview: { surface: Surface; view: DeviceView } | null = null

  constructor(options: CompositorOptions) {
    this.#options = options
  }

  /** Its size follows the view; the object stays the same. */
  get canvas(): OffscreenCanvas {
    return this.#display.canvas
  }

  get view(): DeviceView {
    return this.#view
  }

  get pending(): boolean {
    return !this.#dirty.empty
  }

  /** Whether a change that the user is making right now waits to be shown. */
  get urgent(): boolean {
    return this.#dirty.urgent
  }

  /** Another document: nothing that was kept is of use. */
  reset(): void {
    this.#mips.keepOnly(new Set())
    this.#nodes = []
    this.#cache = null
    this.#overview = null
    this.#display.context.clearRect(0, 0, this.#view.width, this.#view.height)
  }

  /** What to draw from now on, in a document of `width` x `height` pixels. */
  setPlan(nodes: readonly PlanNode[], width: number, height: number): void {
    const before = this.#nodes
    const resized = width !== this.#size.width || height !== this.#size.height
    this.#nodes = nodes
    this.#size = { width, height }
    if (resized) {
      this.#cache = null
      this.#overview = null
      this.#mips.keepOnly(rastersOf(nodes))
      this.redrawAll()
      return
    }
    const { dirty, only } = planDifference(before, nodes)
    if (dirty && isEmpty(dirty)) return
    if (only === null) {
      this.#cache = null
      this.#mips.keepOnly(rastersOf(nodes))
    } else this.#activate(only)
    if (dirty) this.invalidate(dirty, only !== null)
    else this.redrawAll()
  }

  /** `rect` of the document is to be drawn again. */
  invalidate(rect: Rect, urgent = false): void {
    this.#dirty.add(roundOut(boundsOf(this.#toView(), rect), MARGIN), urgent)
  }

  /** Also after a change of what the backdrop looks like. */
  redrawAll(): void {
    this.#dirty.addAll()
  }

  /** Pixels of a raster changed. */
  rasterChanged(id: RasterId, rect: Rect): void {
    this.#mips.invalidate(id, rect)
    const shown = this.#nodes.map((node) => placesOf(node, id))
    const indices = [...shown.keys()].filter((index) => shown[index]!.length > 0)
    if (indices.length === 1) this.#activate(indices[0]!)
    else if (indices.length > 1) this.#cache = null
    for (const matrix of shown.flat()) this.invalidate(boundsOf(matrix, rect), true)
  }

  /** A preview's pixels changed in place. One that is new, or gone, comes with the next plan. */
  previewChanged(place: LayerId | 'top'): void {
    const index = this.#nodes.findIndex((node) => node.layer === place)
    const node = this.#nodes[index]
    if (node?.kind !== 'preview') return
    this.#activate(index)
    this.invalidate(node.preview, true)
  }

  setView(view: DeviceView): void {
    const old = this.#view
    if (sameView(old, view)) return
    this.#cache = null
    if (this.#dirty.empty) this.#keepOverview()
    this.#view = view
    const resized = old.width !== view.width || old.height !== view.height
    this.#reproject(old, resized)
    if (old.scale === view.scale && !resized)
      this.#dirty = this.#dirty.shifted(view.x - old.x, view.y - old.y)
    else {
      this.#dirty = new DirtyCells(view.width, view.height)
      this.#dirty.addAll()
    }
  }

  /**
   * Brings cells up to date, urgent ones first, then outwards from `focus`, until `deadline` (of
   * `performance.now()`).
   * @returns whether the canvas changed.
   */
  refine(deadline: number, focus: Point): boolean {
    const outOfTime = () => performance.now() >= deadline
    let changed = false
    while (!this.#dirty.empty && !outOfTime()) {
      const region = this.#dirty.nearest(focus)!
      if (!this.#prepare(this.#nodes, region, outOfTime)) break
      this.#compose(region)
      this.#dirty.remove(region)
      changed = true
    }
    return changed
  }

  #activate(index: number): void {
    if (this.#cache?.index === index) return
    this.#cache = new ActiveCache(this.#nodes, index, this.#view.width, this.#view.height)
  }

  #toView(): Matrix {
    return scaleAndTranslate(this.#view.scale, this.#view.x, this.#view.y)
  }

  /** The document in whole device pixels. */
  #documentRect(): Rect {
    const { x, y, scale } = this.#view
    const { width, height } = this.#size
    return { x, y, width: Math.round(width * scale), height: Math.round(height * scale) }
  }

  /** Brings the mip levels up to date that drawing `region` needs. @returns false when time ran out. */
  #prepare(nodes: readonly PlanNode[], region: Rect, outOfTime: () => boolean): boolean {
    const ready = ({ raster, width, height, matrix }: Placed) => {
      const toView = multiply(this.#toView(), matrix)
      const level = levelFor(scaleOf(toView), width, height)
      const part = visiblePart(toView, region, width, height)
      const chain = () => this.#mips.chain(this.#options.rasterOf(raster))
      return level === 0 || isEmpty(part) || chain().update(level, part, outOfTime)
    }
    return nodes.every(
      (node) =>
        (node.kind !== 'raster' || ready(node)) &&
        (!node.mask || ready(node.mask)) &&
        this.#prepare(childrenOf(node), region, outOfTime),
    )
  }

  #compose(region: Rect): void {
    const document = this.#documentRect()
    const inside = intersection(region, document)
    const { context } = this.#display
    resetContext(context)
    context.clearRect(region.x, region.y, region.width, region.height)
    if (isEmpty(inside)) return
    const frame: Frame = {
      view: this.#toView(),
      region: inside,
      pool: this.#pool,
      chainOf: (raster) => this.#mips.chain(this.#options.rasterOf(raster)),
    }
    const scratch = this.#pool.take()
    const active = this.#cache && this.#nodes[this.#cache.index]
    if (this.#cache && active) this.#cache.draw(scratch, active, frame)
    else drawNodes(scratch, this.#nodes, frame)
    this.#options.drawBackdrop(context, inside, document)
    const { x, y, width, height } = inside
    context.drawImage(scratch.canvas, 0, 0, width, height, x, y, width, height)
    this.#pool.give(scratch)
  }

  /** Shows what is there under the new view, until it is drawn anew. */
  #reproject(old: DeviceView, resized: boolean): void {
    const { width, height } = this.#view
    const spare = this.#spare
    spare.canvas.width = old.width
    spare.canvas.height = old.height
    spare.context.drawImage(this.#display.canvas, 0, 0)
    const { canvas, context } = this.#display
    if (resized) {
      canvas.width = width
      canvas.height = height
    }
    resetContext(context)
    context.clearRect(0, 0, width, height)
    const document = this.#documentRect()
    const visible = intersection(document, { x: 0, y: 0, width, height })
    if (isEmpty(visible)) return
    context.save()
    context.beginPath()
    context.rect(visible.x, visible.y, visible.width, visible.height)
    context.clip()
    this.#options.drawBackdrop(context, visible, document)
    if (this.#overview) this.#drawAs(this.#overview.surface, this.#overview.view)
    this.#drawAs(spare, old)
    context.restore()
  }

  #drawAs(picture: Surface, view: DeviceView): void {
    const { context } = this.#display
    const scale = this.#view.scale / view.scale
    const x = this.#view.x - view.x * scale
    const y = this.#view.y - view.y * scale
    context.imageSmoothingEnabled = scale !== 1
    context.setTransform(scale, 0, 0, scale, x, y)
    context.drawImage(picture.canvas, 0, 0)
    context.setTransform(1, 0, 0, 1, 0, 0)
  }

  #keepOverview(): void {
    const { width, height } = this.#view
    const document = this.#documentRect()
    const seen = intersection(document, { x: 0, y: 0, width, height })
    if (isEmpty(seen) || seen.width < document.width || seen.height < document.height) return
    const surface = this.#overview?.surface ?? viewSurface(width, height)
    surface.canvas.width = width
    surface.canvas.height = height
    surface.context.drawImage(this.#display.canvas, 0, 0)
    drawNow(surface.context)
    this.#overview = { surface, view: this.#view }
  }
}

function sameView(p: DeviceView, q: DeviceView): boolean {
  return p.width === q.width && p.height === q.height && p.scale === q.scale && p.x === q.x && p.y === q.y
}
