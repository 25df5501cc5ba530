import { currentSession } from '../../document/current.ts'
import { selectWand } from '../../document/selection/select.ts'
import { toolSettings } from '../toolSettings.ts'
import { selectModeOf } from './selecting.ts'
import type { Pointer, Tool } from './tool.ts'

/** A click selects what looks like the pixel under it. */
export class WandTool implements Tool {
  readonly id = 'wand'
  #pressed: Pointer | null = null

  down(pointer: Pointer): void {
    this.#pressed = pointer
  }

  drag(): void {}

  up(): void {
    const pressed = this.#pressed
    this.#pressed = null
    if (!pressed) return
    const { wand, feather } = toolSettings.getState()
    selectWand(currentSession(), pressed.document, { ...wand, feather, mode: selectModeOf(pressed) })
  }

  cancel(): void {
    this.#pressed = null
  }

  cursor(): string {
    return 'crosshair'
  }
}
