import type { Point } from '../../document/transform.ts'
import { view } from '../view.ts'
import { turnView } from '../viewCommands.ts'
import type { Pointer, Tool } from './tool.ts'

/** Shift keeps the view to multiples of this many degrees. */
const STEP = 15

/** Turns the view about the middle of the window, as a sheet of paper is turned. A double click lays it straight. */
export class RotateViewTool implements Tool {
  readonly id = 'rotate-view'
  #start: { readonly angle: number; readonly rotation: number } | null = null

  down({ screen }: Pointer): void {
    this.#start = { angle: angleOf(screen), rotation: view.getState().rotation }
  }

  drag(samples: readonly Pointer[]): void {
    const start = this.#start
    if (!start) return
    const { screen, shift } = samples.at(-1)!
    const turn = start.rotation + angleOf(screen) - start.angle
    turnView(shift ? STEP * Math.round(turn / STEP) : turn)
  }

  up(): void {
    this.#start = null
  }

  cancel(): void {
    if (this.#start) turnView(this.#start.rotation)
    this.#start = null
  }

  doubleClick(): void {
    turnView(0)
  }

  cursor(): string {
    return this.#start ? 'grabbing' : 'grab'
  }
}

/** The direction from the middle of the window, in degrees of the page; places in the viewport turn with it. */
function angleOf({ x, y }: Point): number {
  const { width, height, rotation } = view.getState()
  return (Math.atan2(y - height / 2, x - width / 2) * 180) / Math.PI + rotation
}
