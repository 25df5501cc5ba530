import { view } from '../../canvas/index.ts'
import { ClickTool } from '../../canvas/tools/click.ts'
import { chooseUnder } from '../../canvas/tools/picking.ts'
import type { Pointer, Tool } from '../../canvas/tools/tool.ts'
import type { Point } from '../../document/transform.ts'
import { pointAt, shareAt } from './place.ts'
import { pulled } from './pulled.ts'
import { sketchState } from './state.ts'
import { Warp } from './warp/warp.ts'

/** Handles nearer than that to a press are taken away by it, in pixels of the screen. */
const REACH = 10
/** Shorter drags are clicks, in pixels of the screen. */
const CLICK = 4
const MAX_HANDLES = 8

/**
 * Drags on the generator's picture. Of handles: pressed on a part, let go where the part is to come; a click on a handle takes it
 * away. Of patches: the piece under the pointer is brought where it is let go. While nothing is sketched it chooses the
 * layer under the pointer.
 */
export class SketchMachine implements Tool {
  readonly id = 'sketch'
  readonly #choose = new ClickTool('sketch', chooseUnder, 'default')
  #pressed: Pointer | null = null
  #warp: Warp | null = null

  down(pointer: Pointer): void {
    if (!this.#holds(pointer)) this.#choose.down(pointer)
    else {
      this.#pressed = pointer
      if (sketchState.getState().drags === 'patches') this.#warp = Warp.pick(pointer)
    }
  }

  drag(samples: readonly Pointer[]): void {
    const pointer = samples.at(-1)!
    if (this.#warp) this.#warp.move(pointer)
    else if (this.#pressed) {
      const [from, to] = [share(this.#pressed.document), share(pointer.document)]
      if (from && to) pulled.setState({ handle: { from, to } })
    }
  }

  up(pointer: Pointer): void {
    const [pressed, warp] = [this.#pressed, this.#warp]
    this.#forget()
    if (!pressed) {
      this.#choose.up()
      return
    }
    const moved =
      Math.hypot(pointer.screen.x - pressed.screen.x, pointer.screen.y - pressed.screen.y) >= CLICK
    if (warp && moved) warp.drop(pointer)
    if (sketchState.getState().drags === 'patches') return
    const { handles } = sketchState.getState()
    const [from, to] = [share(pressed.document), share(pointer.document)]
    if (!moved) sketchState.setState({ handles: handles.filter((each) => !near(each, pressed)) })
    else if (from && to && handles.length < MAX_HANDLES)
      sketchState.setState({ handles: [...handles, { from, to }] })
  }

  cancel(): void {
    this.#forget()
    this.#choose.cancel()
  }

  cursor(pointer: Pointer): string {
    if (!this.#holds(pointer)) return 'default'
    return sketchState.getState().drags === 'patches' ? 'grab' : 'crosshair'
  }

  #forget(): void {
    pulled.setState({ handle: null })
    this.#warp?.cancel()
    this.#warp = null
    this.#pressed = null
  }

  #holds({ document }: Pointer): boolean {
    const { info, drags } = sketchState.getState()
    const at = share(document)
    if (!info || !at || (drags === 'handles' && !info.handles)) return false
    return at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1
  }
}

/** A point of the document in shares of the generator's picture. */
function share(point: Point): Point | null {
  const { place } = sketchState.getState()
  return place && shareAt(place, point)
}

function near({ from, to }: { from: Point; to: Point }, { document }: Pointer): boolean {
  const { place } = sketchState.getState()
  if (!place) return false
  return [from, to].some((end) => {
    const { x, y } = pointAt(place, end)
    return Math.hypot(x - document.x, y - document.y) * view.getState().zoom < REACH
  })
}
