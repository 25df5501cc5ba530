import { currentSession } from '../../document/current.ts'
import type { SelectMode } from '../../document/masks/mask.ts'
import { polygonMask } from '../../document/selection/shapes.ts'
import type { Point } from '../../document/transform.ts'
import { interaction } from '../interaction.ts'
import { view } from '../view.ts'
import { toScreen } from '../viewMath.ts'
import { clickAway, select, selectModeOf } from './selecting.ts'
import type { Pointer, Tool, ToolKey } from './tool.ts'

/** CSS pixels between samples that count as a drag, and around the first corner that closes the line. */
const SLOP = 3
const CLOSE_REACH = 8

/**
 * A drag draws freely and closes on release. A click sets a corner instead, and the line goes on, click by click
 * or with drags between, until it is closed: at its first corner, by a double click or by Enter.
 */
export class LassoTool implements Tool {
  readonly id = 'lasso'
  #points: Point[] = []
  #mode: SelectMode = 'replace'
  #pressed: Pointer | null = null
  #dragged = false
  /** Whether corners were set by clicks: then a release does not close the line. */
  #byCorners = false

  down(pointer: Pointer): void {
    this.#pressed = pointer
    this.#dragged = false
    if (this.#points.length === 0) this.#mode = selectModeOf(pointer)
    this.#points.push(pointer.document)
    this.#show()
  }

  drag(samples: readonly Pointer[]): void {
    if (!this.#pressed) return
    for (const { screen, document } of samples) {
      const last = toScreen(view.getState(), this.#points.at(-1)!)
      if (Math.hypot(screen.x - last.x, screen.y - last.y) < SLOP) continue
      this.#dragged = true
      this.#points.push(document)
    }
    this.#show()
  }

  up(pointer: Pointer): void {
    if (!this.#pressed) return
    this.#pressed = null
    const first = toScreen(view.getState(), this.#points[0]!)
    const atStart = Math.hypot(pointer.screen.x - first.x, pointer.screen.y - first.y) <= CLOSE_REACH
    if (this.#dragged && !this.#byCorners) this.#close()
    else if (this.#byCorners && atStart && this.#points.length > 2) this.#close()
    else this.#byCorners = true
  }

  hover({ document }: Pointer): void {
    if (this.#points.length > 0) this.#show(document)
  }

  doubleClick(): void {
    if (this.#points.length > 0) this.#close()
  }

  cancel(): void {
    this.#reset()
  }

  leave(): void {
    this.#reset()
  }

  keyDown({ key }: ToolKey): boolean {
    if (this.#points.length === 0) return false
    if (key === 'Enter') this.#close()
    else if (key === 'Escape') this.#reset()
    else if (key === 'Backspace' || key === 'Delete') {
      this.#points.pop()
      if (this.#points.length === 0) this.#reset()
      else this.#show()
    } else return false
    return true
  }

  cursor(): string {
    return 'crosshair'
  }

  #close(): void {
    const points = this.#points
    const mode = this.#mode
    this.#reset()
    const distinct = new Set(points.map(({ x, y }) => `${x} ${y}`)).size
    const { width, height } = currentSession().data
    if (distinct < 3) clickAway(mode)
    else select('lasso', polygonMask(width, height, points), mode)
  }

  #show(next?: Point): void {
    const points = next ? [...this.#points, next] : [...this.#points]
    interaction.setState({ marquee: { kind: 'path', points } })
  }

  #reset(): void {
    this.#points = []
    this.#pressed = null
    this.#byCorners = false
    interaction.setState({ marquee: null })
  }
}
