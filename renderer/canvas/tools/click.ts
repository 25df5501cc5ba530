import type { ToolId } from '../toolSettings.ts'
import type { Pointer, Tool } from './tool.ts'

/** A tool that acts once, where the pointer was pressed, when it is let go; Escape before that takes the press back. */
export class ClickTool implements Tool {
  readonly id: ToolId
  readonly #act: (pressed: Pointer) => void
  readonly #cursor: string
  #pressed: Pointer | null = null

  constructor(id: ToolId, act: (pressed: Pointer) => void, cursor = 'crosshair') {
    this.id = id
    this.#act = act
    this.#cursor = cursor
  }

  down(pointer: Pointer): void {
    this.#pressed = pointer
  }

  drag(): void {}

  up(): void {
    const pressed = this.#pressed
    this.#pressed = null
    if (pressed) this.#act(pressed)
  }

  cancel(): void {
    this.#pressed = null
  }

  cursor(): string {
    return this.#cursor
  }
}
