import type { RasterId } from '../../electron/contract/document/index.ts'
import { followSession } from '../document/current.ts'
import type { DocumentSession } from '../document/session.ts'
import type { Point } from '../document/transform.ts'
import { type AsOpened, asOpened, isReframed } from './compositor/asOpened.ts'
import type { DrawBackdrop } from './compositor/backdrop.ts'
import { Compositor, type DeviceView } from './compositor/compositor.ts'
import { type PlanNode, planDocument, planMask } from './compositor/plan.ts'
import {
  comparedWithout,
  layerPreview,
  maskShown,
  onComparison,
  onLayerPreview,
  onMaskShown,
} from './overlay.ts'
import { type Compare, type ViewState, view } from './view.ts'
import { fitView } from './viewCommands.ts'

interface Budget {
  /** Milliseconds after the frame began, input included, at which drawing ends; what presenting costs comes after. */
  readonly untilFrame: number
  /** Milliseconds of drawing that are granted in any case. */
  readonly atLeast: number
}

/** For showing a change the user is making. */
const URGENT: Budget = { untilFrame: 14, atLeast: 4 }
/** For sharpening what a change of view uncovered. */
const REFINE: Budget = { untilFrame: 11, atLeast: 2 }
const IDLE_BUDGET = 5

/**
 * Keeps the compositor in step with the open document and the view, a frame at a time, and asks for frames only
 * while there is something to do.
 */
export class Painter {
  readonly document: Compositor
  readonly before: Compositor
  readonly #present: () => void
  #drawBackdrop: DrawBackdrop
  #session: DocumentSession | null = null
  #opened: AsOpened | null = null
  /** What was compared when the canvases were last presented. */
  #presented: Compare | null = null
  #comparing = false
  #planIsOld = true
  #frame = 0
  #focus: Point | null = null

  /** @param present called when a canvas changed; must show it at once. */
  constructor(drawBackdrop: DrawBackdrop, present: () => void) {
    this.#drawBackdrop = drawBackdrop
    this.#present = present
    const backdrop: DrawBackdrop = (...values) => this.#drawBackdrop(...values)
    this.document = new Compositor({
      rasterOf: (id) => this.#session!.rasters.color(id),
      drawBackdrop: backdrop,
    })
    this.before = new Compositor({
      rasterOf: (id) => {
        const { original } = this.#opened!
        return id === original.id ? original : this.#session!.rasters.color(id)
      },
      drawBackdrop: backdrop,
    })
  }

  /** @returns a function that ends it. */
  start(): () => void {
    const stop = [
      followSession((session) => this.#open(session)),
      view.subscribe((now, before) => {
        if (viewChanged(now, before)) this.request()
      }),
      onLayerPreview((place) => {
        this.#planIsOld = true
        this.document.previewChanged(place)
        if (this.#comparing) this.before.previewChanged(place)
        this.request()
      }),
      onMaskShown(() => {
        this.#planIsOld = true
        this.request()
      }),
      onComparison(() => {
        this.#planIsOld = true
        this.request()
      }),
    ]
    return () => {
      for (const end of stop) end()
      cancelAnimationFrame(this.#frame)
      this.#frame = 0
    }
  }

  /** Device pixels around which refinement starts; null: the middle of the view. */
  setFocus(focus: Point | null): void {
    this.#focus = focus
  }

  /** Another theme. */
  setBackdrop(drawBackdrop: DrawBackdrop): void {
    this.#drawBackdrop = drawBackdrop
    this.document.redrawAll()
    this.before.redrawAll()
    this.request()
  }

  request(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((time) => this.#step(time))
  }

  /** @returns a function that stops following it. */
  #open(session: DocumentSession): () => void {
    this.#session = session
    const opened = asOpened(session)
    this.#opened = opened
    this.#planIsOld = true
    this.document.reset()
    this.before.reset()
    const stop = [
      session.store.subscribe((now, before) => {
        if (now.data === before.data) return
        if (isReframed(before.data, now.data)) fitView()
        this.#planIsOld = true
        this.request()
      }),
      session.rasters.onChange((id, rect) => {
        this.document.rasterChanged(id, rect)
        if (this.#comparing && comparedWithout()) this.before.rasterChanged(id, rect)
        this.request()
      }),
    ]
    this.request()
    return () => {
      for (const end of stop) end()
      opened.original.release()
    }
  }

  #step(frameTime: number): void {
    this.#frame = 0
    const session = this.#session
    const state = view.getState()
    if (!session || state.width === 0 || state.height === 0) return
    const device = deviceView(state)
    const zoomed = device.scale !== this.document.view.scale
    const moved = zoomed || device.x !== this.document.view.x || device.y !== this.document.view.y
    if (this.#planIsOld) this.#plan(session)
    const comparing = state.compare.mode !== 'off'
    // There is no earlier document to compare with, so no change was followed.
    if (comparing && !this.#comparing && comparedWithout()) {
      this.before.reset()
      this.#plan(session)
    }
    this.#comparing = comparing
    let changed = this.#refine(this.document, device, zoomed, frameTime) || moved
    if (comparing) {
      // What is not kept yet appears bit by bit.
      this.#keepMore(frameTime + REFINE.untilFrame)
      changed = this.#refine(this.before, device, zoomed, frameTime) || changed
    }
    // Leaving a comparison draws nothing anew, and yet shows something else.
    if (changed || state.compare !== this.#presented) this.#present()
    this.#presented = state.compare
    const busy = this.document.pending || (comparing && this.before.pending)
    if (!busy) this.#keepMore(performance.now() + IDLE_BUDGET)
    if (busy || (this.#opened && !this.#opened.original.done)) this.request()
  }

  #keepMore(deadline: number): void {
    const { original } = this.#opened!
    for (const rect of original.work(deadline)) this.before.rasterChanged(original.id, rect)
  }

  #plan(session: DocumentSession): void {
    const { data } = session
    const { rasters } = session
    const sources = { sizeOf: (id: RasterId) => rasters.color(id), previewOf: layerPreview }
    const shown = maskShown()
    const nodes = (shown && planMask(data, shown, sources)) || planDocument(data, sources)
    this.document.setPlan(nodes, data.width, data.height)
    this.before.setPlan(this.#planBefore(session), data.width, data.height)
    this.#planIsOld = false
  }

  /** What is compared with: the document without what was asked to be left out, or as it was opened. */
  #planBefore({ data, rasters }: DocumentSession): PlanNode[] {
    const without = comparedWithout()
    if (without)
      return planDocument(data, {
        sizeOf: (id) => rasters.color(id),
        previewOf: layerPreview,
        leavesOut: (place) => without.includes(place),
      })
    const { original, matrix } = this.#opened!
    const node: PlanNode = {
      kind: 'raster',
      layer: original.id,
      raster: original.id,
      width: original.width,
      height: original.height,
      opacity: 1,
      mode: 'normal',
      matrix,
    }
    return [node]
  }

  #refine(compositor: Compositor, device: DeviceView, zoomed: boolean, frameTime: number): boolean {
    compositor.setView(device)
    // While the zoom is changing, whatever is refined would be thrown away in the next frame.
    if (zoomed && !compositor.urgent) return true
    const { untilFrame, atLeast } = compositor.urgent ? URGENT : REFINE
    const deadline = Math.max(frameTime + untilFrame, performance.now() + atLeast)
    return compositor.refine(deadline, this.#focus ?? { x: device.width / 2, y: device.height / 2 })
  }
}

function viewChanged(now: ViewState, before: ViewState): boolean {
  return (
    now.zoom !== before.zoom ||
    now.panX !== before.panX ||
    now.panY !== before.panY ||
    now.width !== before.width ||
    now.height !== before.height ||
    now.pixelRatio !== before.pixelRatio ||
    now.compare !== before.compare
  )
}

export function deviceView({ zoom, panX, panY, width, height, pixelRatio }: ViewState): DeviceView {
  return {
    width: Math.max(1, Math.round(width * pixelRatio)),
    height: Math.max(1, Math.round(height * pixelRatio)),
    scale: zoom * pixelRatio,
    x: Math.round(panX * pixelRatio),
    y: Math.round(panY * pixelRatio),
  }
}
