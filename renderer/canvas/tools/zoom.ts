import { view } from '../view.ts'
import { zoomStep, zoomTo } from '../viewCommands.ts'
import type { Pointer, Tool } from './tool.ts'

/** A drag shorter than this, in CSS pixels, is a click. */
const CLICK_SLOP = 4

/** CSS pixels to drag for twice the size. */
const DOUBLING = 120

/** A click zooms in, with Alt out; a drag to the right zooms in continuously, to the left out. */
export class ZoomTool implements Tool {
  readonly id = 'zoom'
  #start: { pointer: Pointer; zoom: number; panX: number; panY: number; dragged: boolean } | null = null

  down(pointer: Pointer): void {
    const { zoom, panX, panY } = view.getState()
    this.#start = { pointer, zoom, panX, panY, dragged: false }
  }

  drag(samples: readonly Pointer[]): void {
    const start = this.#start
    if (!start) return
    const distance = samples.at(-1)!.screen.x - start.pointer.screen.x
    if (!start.dragged && Math.abs(distance) < CLICK_SLOP) return
    start.dragged = true
    zoomTo(start.zoom * 2 ** (distance / DOUBLING), start.pointer.screen)
  }

  up(pointer: Pointer): void {
    if (this.#start && !this.#start.dragged) zoomStep(pointer.alt ? -1 : 1, pointer.screen)
    this.#start = null
  }

  cancel(): void {
    if (this.#start) {
      const { zoom, panX, panY } = this.#start
      view.setState({ zoom, panX, panY })
    }
    this.#start = null
  }

  cursor({ alt }: Pointer): string {
    return alt ? 'zoom-out' : 'zoom-in'
  }
}
