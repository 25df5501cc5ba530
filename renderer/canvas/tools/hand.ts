import type { Point } from '../../document/transform.ts'
import { view } from '../view.ts'
import { fitView, panBy } from '../viewCommands.ts'
import type { Pointer, Tool } from './tool.ts'

/** Drags the view. A double click fits the document. */
export class HandTool implements Tool {
  readonly id = 'hand'
  #last: Point | null = null
  #start = { panX: 0, panY: 0 }

  down({ screen }: Pointer): void {
    this.#last = screen
    const { panX, panY } = view.getState()
    this.#start = { panX, panY }
  }

  drag(samples: readonly Pointer[]): void {
    const { screen } = samples.at(-1)!
    if (!this.#last) return
    panBy(screen.x - this.#last.x, screen.y - this.#last.y)
    this.#last = screen
  }

  up(): void {
    this.#last = null
  }

  cancel(): void {
    if (this.#last) view.setState(this.#start)
    this.#last = null
  }

  doubleClick(): void {
    fitView()
  }

  cursor(): string {
    return this.#last ? 'grabbing' : 'grab'
  }
}
