import { hasPixels, type LayerId, type Transform } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { currentSession } from '../../document/current.ts'
import { boundsOf } from '../../document/layerPixels.ts'
import { moveBy, rasterLayersIn, setTransform } from '../../document/operations/transform.ts'
import type { DocumentSession } from '../../document/session.ts'
import { type Point, transformPoint } from '../../document/transform.ts'
import { isVisible, paintingOrder, subtree } from '../../document/tree.ts'
import type { Gesture } from '../../document/types.ts'
import { type Carried, carriedFrom } from '../carried.ts'
import { clearSnapLines, interaction } from '../interaction.ts'
import { canvasLabel } from '../label.ts'
import { openLayer } from '../opening.ts'
import { emitLayerTransform } from '../overlay.ts'
import { type SnapTargets, snapPoint, snapRect, snapTargets } from '../snapping.ts'
import { type ToolId, toolSettings } from '../toolSettings.ts'
import { type Handle, rotateTo, scaleTo } from '../transformKernel.ts'
import { view } from '../view.ts'
import { changeableLayer } from './editable.ts'
import { type HandleBox, handleAt, handleBox, handleCursor } from './layerHandles.ts'
import { hitsLayer, pickLayer } from './picking.ts'
import type { Pointer, Tool, ToolKey } from './tool.ts'

/** How near, in CSS pixels, an edge must come to a target to catch on it. */
const SNAP_REACH = 6
/** A press that moves less than this, in CSS pixels, only chooses a layer. */
const SLOP = 3
/** Degrees that Shift rounds a rotation to. */
const ROTATION_STEP = 15

const arrows: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'pressing'; readonly from: Pointer; readonly layers: readonly LayerId[] }
  | {
      readonly kind: 'moving'
      readonly session: DocumentSession
      readonly from: Pointer
      readonly layers: readonly LayerId[]
      readonly bounds: Rect
      readonly targets: SnapTargets
      readonly gesture: Gesture
      applied: Point
    }
  | {
      readonly kind: 'scaling' | 'rotating'
      readonly session: DocumentSession
      readonly from: Pointer
      readonly box: HandleBox
      readonly handle: Handle
      readonly targets: SnapTargets
      readonly gesture: Gesture
    }

/** Moves, scales and rotates layers: the move tool's machine, and that of tools that place what they work on. */
export class MoveTool implements Tool {
  readonly id: ToolId
  readonly #leavesBackground: boolean
  #state: State = { kind: 'idle' }
  #nudge: Gesture | null = null

  /** @param leavesBackground a press on the lowest layer, or on nothing, chooses and moves nothing */
  constructor(id: ToolId = 'move', { leavesBackground = false } = {}) {
    this.id = id
    this.#leavesBackground = leavesBackground
  }

  down(pointer: Pointer): void {
    const session = currentSession()
    this.#endNudge()
    const box = handleBox(session)
    const handle = box && handleAt(box, view.getState(), pointer.screen)
    if (box && handle) this.#pressHandle(session, box, handle, pointer)
    else this.#pressLayer(session, pointer)
  }

  drag(samples: readonly Pointer[]): void {
    const pointer = samples.at(-1)!
    const session = currentSession()
    if (this.#state.kind === 'pressing') this.#beginMove(session, pointer)
    const state = this.#state
    if (state.kind === 'moving') this.#move(session, state, pointer)
    else if (state.kind === 'scaling' || state.kind === 'rotating') this.#transform(session, state, pointer)
  }

  up(): void {
    if ('gesture' in this.#state) this.#state.gesture.commit()
    this.#rest()
  }

  cancel(): void {
    if ('gesture' in this.#state) {
      const moved = this.#state.kind === 'moving' ? this.#state.layers : [this.#state.box.layer]
      this.#state.gesture.abort()
      announce(this.#state.session, moved)
    }
    this.#rest()
  }

  doubleClick({ document }: Pointer): void {
    const picked = pickLayer(currentSession(), document)
    if (picked) openLayer(picked, document)
  }

  carry(): Carried | null {
    if (this.#state.kind !== 'moving') return null
    const { session, layers, from } = this.#state
    this.cancel()
    return carriedFrom(session, layers, from.document)
  }

  leave(): void {
    this.#endNudge()
  }

  keyDown({ key, shiftKey }: ToolKey): boolean {
    const direction = arrows[key]
    if (!direction) return false
    const session = currentSession()
    const layer = changeableLayer(session, session.data.active)
    if (!layer) return true
    const step = shiftKey ? 10 : 1
    const layers = session.store.getState().selectedLayers
    this.#nudge ??= session.begin(canvasLabel('nudge'))
    moveBy(session, layers, { x: direction.x * step, y: direction.y * step }, this.#nudge)
    announce(session, layers)
    return true
  }

  keyUp({ key }: ToolKey): void {
    if (key in arrows) this.#endNudge()
  }

  cursor(pointer: Pointer): string {
    if (this.#state.kind === 'rotating') return 'grabbing'
    const session = currentSession()
    const box = handleBox(session)
    const handle = box && handleAt(box, view.getState(), pointer.screen)
    return box && handle ? handleCursor(box, handle) : 'default'
  }

  #pressHandle(session: DocumentSession, box: HandleBox, handle: Handle | 'rotate', from: Pointer): void {
    const rotating = handle === 'rotate'
    this.#state = {
      kind: rotating ? 'rotating' : 'scaling',
      session,
      from,
      box,
      handle: rotating ? { u: 0.5, v: 0 } : handle,
      targets: targetsFor(session, [box.layer]),
      gesture: session.begin(canvasLabel(rotating ? 'rotate' : 'scale')),
    }
    interaction.setState({ dragging: true })
  }

  #pressLayer(session: DocumentSession, from: Pointer): void {
    const { data } = session
    const onActive = data.active !== null && hitsLayer(session, data.active, from.document)
    if (toolSettings.getState().move.autoSelect && !onActive) {
      const picked = pickLayer(session, from.document)
      // The photo that an object is blended into stays where it is.
      const isBackground = this.#leavesBackground && picked === data.root[0]
      if (picked && !isBackground) session.selectLayers([picked])
      else if (this.#leavesBackground) return
    }
    this.#state = { kind: 'pressing', from, layers: session.store.getState().selectedLayers }
  }

  #beginMove(session: DocumentSession, pointer: Pointer): void {
    if (this.#state.kind !== 'pressing') return
    const { from, layers } = this.#state
    if (Math.hypot(pointer.screen.x - from.screen.x, pointer.screen.y - from.screen.y) < SLOP) return
    this.#state = { kind: 'idle' }
    if (layers.length === 0) changeableLayer(session, null)
    if (layers.length === 0 || !layers.every((id) => changeableLayer(session, id))) return
    this.#state = {
      kind: 'moving',
      session,
      from,
      layers,
      bounds: unionBounds(session, layers),
      targets: targetsFor(session, layers),
      gesture: session.begin(canvasLabel('move')),
      applied: { x: 0, y: 0 },
    }
    interaction.setState({ dragging: true })
  }

  #move(session: DocumentSession, state: Extract<State, { kind: 'moving' }>, pointer: Pointer): void {
    let dx = pointer.document.x - state.from.document.x
    let dy = pointer.document.y - state.from.document.y
    if (pointer.shift) {
      if (Math.abs(dx) > Math.abs(dy)) dy = 0
      else dx = 0
    }
    // Layers at whole pixels stay sharp.
    dx = Math.round(dx)
    dy = Math.round(dy)
    if (view.getState().snapping && !pointer.mod) {
      const { bounds, targets } = state
      const reach = SNAP_REACH / view.getState().zoom
      const snap = snapRect({ ...bounds, x: bounds.x + dx, y: bounds.y + dy }, targets, reach)
      dx += Math.round(snap.dx)
      dy += Math.round(snap.dy)
      interaction.setState({ snapLines: snap.lines })
    } else clearSnapLines()
    moveBy(session, state.layers, { x: dx - state.applied.x, y: dy - state.applied.y }, state.gesture)
    state.applied = { x: dx, y: dy }
    announce(session, state.layers)
  }

  #transform(
    session: DocumentSession,
    { kind, from, box, handle, targets, gesture }: Extract<State, { kind: 'scaling' | 'rotating' }>,
    pointer: Pointer,
  ): void {
    let next: Transform
    if (kind === 'rotating')
      next = rotateTo(
        box.transform,
        box.size,
        from.document,
        pointer.document,
        pointer.shift ? ROTATION_STEP : 0,
      )
    else {
      let target = pointer.document
      if (view.getState().snapping && !pointer.mod && box.transform.rotation % 90 === 0) {
        const snap = snapPoint(target, targets, SNAP_REACH / view.getState().zoom)
        target = transformPoint({ a: 1, b: 0, c: 0, d: 1, e: snap.dx, f: snap.dy }, target)
        interaction.setState({ snapLines: snap.lines })
      }
      const options = { keepProportions: pointer.shift, fromCenter: pointer.alt }
      next = scaleTo(box.transform, box.size, handle, target, options)
    }
    setTransform(session, box.layer, next, gesture)
    emitLayerTransform(box.layer, next)
  }

  #rest(): void {
    this.#state = { kind: 'idle' }
    clearSnapLines()
    interaction.setState({ dragging: false })
  }

  #endNudge(): void {
    this.#nudge?.commit()
    this.#nudge = null
  }
}

/** Tells those who preview a layer where it is now. */
function announce({ data }: DocumentSession, ids: readonly LayerId[]): void {
  for (const layer of rasterLayersIn(data, ids)) emitLayerTransform(layer.id, layer.transform)
}

function unionBounds(session: DocumentSession, ids: readonly LayerId[]): Rect {
  const rects = ids.map((id) => boundsOf(session, id))
  const x = Math.min(...rects.map((r) => r.x))
  const y = Math.min(...rects.map((r) => r.y))
  const width = Math.max(...rects.map((r) => r.x + r.width)) - x
  const height = Math.max(...rects.map((r) => r.y + r.height)) - y
  return { x, y, width, height }
}

/** The document's edges and middle, those of the other visible layers, and the guides. */
function targetsFor(session: DocumentSession, moving: readonly LayerId[]): SnapTargets {
  const { data } = session
  const own = new Set(moving.flatMap((id) => subtree(data, id)))
  const others = paintingOrder(data).filter(
    (id) => !own.has(id) && isVisible(data, id) && hasPixels(data.layers[id]),
  )
  const rects = others.map((id) => boundsOf(session, id))
  const { width, height } = data
  return snapTargets([{ x: 0, y: 0, width, height }, ...rects], view.getState().guides)
}
