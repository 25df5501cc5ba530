import { createStore } from 'zustand/vanilla'
import type { SketchHandle } from '../../../electron/contract/document/index.ts'
import { view } from '../../canvas/index.ts'
import { ClickTool } from '../../canvas/tools/click.ts'
import { chooseUnder } from '../../canvas/tools/picking.ts'
import type { Pointer, Tool } from '../../canvas/tools/tool.ts'
import type { Point } from '../../document/transform.ts'
import { sketchState } from './state.ts'

/** Handles nearer than that to a press are taken away by it, in pixels of the screen. */
const REACH = 10
/** Shorter drags are clicks, in pixels of the screen. */
const CLICK = 4
const MAX_HANDLES = 8

/**
 * Puts handles on the generator's picture: pressed on a part, let go where the part is to come. A click on a handle takes it
 * away. While nothing is sketched it chooses the layer under the pointer.
 */
export class SketchMachine implements Tool {
  readonly id = 'sketch'
  readonly #choose = new ClickTool('sketch', chooseUnder, 'default')
  #pressed: Pointer | null = null

  down(pointer: Pointer): void {
    if (this.#holds(pointer)) this.#pressed = pointer
    else this.#choose.down(pointer)
  }

  drag(samples: readonly Pointer[]): void {
    const from = this.#pressed && share(this.#pressed.document)
    const to = share(samples.at(-1)!.document)
    if (from && to) pulled.setState({ handle: { from, to } })
  }

  up(pointer: Pointer): void {
    pulled.setState({ handle: null })
    const pressed = this.#pressed
    this.#pressed = null
    if (!pressed) {
      this.#choose.up()
      return
    }
    const { handles } = sketchState.getState()
    const far = Math.hypot(pointer.screen.x - pressed.screen.x, pointer.screen.y - pressed.screen.y)
    const from = share(pressed.document)
    const to = share(pointer.document)
    if (far >= CLICK && from && to && handles.length < MAX_HANDLES)
      sketchState.setState({ handles: [...handles, { from, to }] })
    else if (far < CLICK) sketchState.setState({ handles: handles.filter((each) => !near(each, pressed)) })
  }

  cancel(): void {
    this.#pressed = null
    pulled.setState({ handle: null })
    this.#choose.cancel()
  }

  cursor(pointer: Pointer): string {
    return this.#holds(pointer) ? 'crosshair' : 'default'
  }

  #holds({ document }: Pointer): boolean {
    const { info, rect } = sketchState.getState()
    if (!info?.handles || !rect) return false
    const { x, y } = share(document)!
    return x >= 0 && x <= 1 && y >= 0 && y <= 1
  }
}

/** The handle that is being pulled, for whoever draws it. */
export const pulled = createStore<{ handle: SketchHandle | null }>(() => ({ handle: null }))

/** A point of the document in shares of the generator's picture. */
function share({ x, y }: Point): Point | null {
  const { rect } = sketchState.getState()
  return rect && { x: (x - rect.x) / rect.width, y: (y - rect.y) / rect.height }
}

function near({ from, to }: { from: Point; to: Point }, { document }: Pointer): boolean {
  const { rect } = sketchState.getState()
  if (!rect) return false
  return [from, to].some(({ x, y }) => {
    const [dx, dy] = [rect.x + x * rect.width - document.x, rect.y + y * rect.height - document.y]
    return Math.hypot(dx, dy) * view.getState().zoom < REACH
  })
}
