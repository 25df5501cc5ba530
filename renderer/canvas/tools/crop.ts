import type { Rect } from '../../../electron/contract/pixels.ts'
import { currentSession } from '../../document/current.ts'
import { levelling, straighten } from '../../document/operations/straighten.ts'
import type { Point } from '../../document/transform.ts'
import { applyCrop, cancelCrop, cropFrame } from '../cropFrame.ts'
import { dragFrame, frameBetween, handlePoint } from '../cropKernel.ts'
import { clamp, contains } from '../geometry.ts'
import { interaction } from '../interaction.ts'
import { toolSettings } from '../toolSettings.ts'
import { type Handle, handles } from '../transformKernel.ts'
import { view } from '../view.ts'
import { toScreen } from '../viewMath.ts'
import type { Pointer, Tool, ToolKey } from './tool.ts'

/** Half the side of a handle's clickable square, in CSS pixels. */
const REACH = 9
const SLOP = 3

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'levelling'; readonly from: Pointer }
  | { readonly kind: 'drawing'; readonly from: Pointer; readonly before: Rect | null }
  | { readonly kind: 'moving'; readonly from: Pointer; readonly before: Rect }
  | { readonly kind: 'sizing'; readonly handle: Handle; readonly before: Rect }

/**
 * A frame that is drawn, moved and sized; Enter applies it, Escape takes it away. When it is to straighten, a line along what
 * shall lie level or stand upright turns the picture and crops it.
 */
export class CropTool implements Tool {
  readonly id = 'crop'
  #state: State = { kind: 'idle' }

  down(pointer: Pointer): void {
    if (toolSettings.getState().crop.straightens) {
      this.#state = { kind: 'levelling', from: pointer }
      return
    }
    const { frame } = cropFrame.getState()
    const handle = frame && handleAt(frame, pointer.screen)
    if (frame && handle) this.#state = { kind: 'sizing', handle, before: frame }
    else if (frame && contains(frame, pointer.document))
      this.#state = { kind: 'moving', from: pointer, before: frame }
    else this.#state = { kind: 'drawing', from: pointer, before: frame }
  }

  drag(samples: readonly Pointer[]): void {
    const pointer = samples.at(-1)!
    const state = this.#state
    if (state.kind === 'idle') return
    if (state.kind === 'levelling') {
      const points = [state.from.document, pointer.document]
      interaction.setState({ marquee: { kind: 'path', points } })
      return
    }
    const { width, height } = currentSession().data
    const target = { x: clamp(pointer.document.x, 0, width), y: clamp(pointer.document.y, 0, height) }
    const ratio = ratioFor(pointer.shift)
    if (state.kind === 'sizing')
      cropFrame.setState({ frame: dragFrame(state.before, state.handle, target, ratio) })
    else if (state.kind === 'moving') {
      const { before, from } = state
      const x = Math.round(before.x + pointer.document.x - from.document.x)
      const y = Math.round(before.y + pointer.document.y - from.document.y)
      cropFrame.setState({
        frame: {
          ...before,
          x: clamp(x, 0, Math.max(0, width - before.width)),
          y: clamp(y, 0, Math.max(0, height - before.height)),
        },
      })
    } else {
      const { screen, document } = state.from
      if (Math.hypot(pointer.screen.x - screen.x, pointer.screen.y - screen.y) < SLOP) return
      const anchor = { x: clamp(document.x, 0, width), y: clamp(document.y, 0, height) }
      cropFrame.setState({ frame: frameBetween(anchor, target, ratio) })
    }
  }

  up({ document, screen }: Pointer): void {
    const state = this.#state
    this.#state = { kind: 'idle' }
    if (state.kind !== 'levelling') return
    interaction.setState({ marquee: null })
    const { from } = state
    if (Math.hypot(screen.x - from.screen.x, screen.y - from.screen.y) < SLOP) return
    toolSettings.setState(({ crop }) => ({ crop: { ...crop, straightens: false } }))
    cancelCrop()
    straighten(currentSession(), levelling(document.x - from.document.x, document.y - from.document.y))
  }

  cancel(): void {
    if (this.#state.kind === 'levelling') interaction.setState({ marquee: null })
    else if (this.#state.kind !== 'idle') cropFrame.setState({ frame: this.#state.before })
    this.#state = { kind: 'idle' }
  }

  doubleClick({ document }: Pointer): void {
    const { frame } = cropFrame.getState()
    if (frame && contains(frame, document)) applyCrop()
  }

  keyDown({ key }: ToolKey): boolean {
    if (cropFrame.getState().frame === null) return false
    if (key === 'Enter') applyCrop()
    else if (key === 'Escape') cancelCrop()
    else return false
    return true
  }

  leave(): void {
    cancelCrop()
  }

  cursor({ screen, document }: Pointer): string {
    if (toolSettings.getState().crop.straightens) return 'crosshair'
    const { frame } = cropFrame.getState()
    const handle = frame && handleAt(frame, screen)
    if (handle) {
      if (handle.u === 0.5) return 'ns-resize'
      if (handle.v === 0.5) return 'ew-resize'
      return handle.u === handle.v ? 'nwse-resize' : 'nesw-resize'
    }
    return frame && contains(frame, document) ? 'move' : 'crosshair'
  }
}

/** The aspect ratio that the crop frame keeps; with Shift a square where none is set. */
function ratioFor(shift: boolean): number | null {
  const { ratio } = toolSettings.getState().crop
  const { width, height } = currentSession().data
  if (ratio === 'document') return width / height
  return ratio ?? (shift ? 1 : null)
}

function handleAt(frame: Rect, { x, y }: Point): Handle | null {
  const found = handles.find((handle) => {
    const at = toScreen(view.getState(), handlePoint(frame, handle))
    return Math.abs(at.x - x) <= REACH && Math.abs(at.y - y) <= REACH
  })
  return found ?? null
}
