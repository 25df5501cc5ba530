import { toolSettings } from '../toolSettings.ts'
import { sampleColor } from './sampleColor.ts'
import type { Pointer, Tool } from './tool.ts'

/** A press or drag takes the colour under the pointer: into the foreground, with Alt into the background. */
export class EyedropperTool implements Tool {
  readonly id = 'eyedropper'
  /** Alt chooses the background, unless Alt itself brought this tool in place of a brush. */
  #before: { foreground: string; background: string } | null = null

  down(pointer: Pointer): void {
    const { foreground, background } = toolSettings.getState()
    this.#before = { foreground, background }
    this.#take(pointer)
  }

  drag(samples: readonly Pointer[]): void {
    if (this.#before) this.#take(samples.at(-1)!)
  }

  up(): void {
    this.#before = null
  }

  cancel(): void {
    if (this.#before) toolSettings.setState(this.#before)
    this.#before = null
  }

  cursor(): string {
    return 'crosshair'
  }

  #take({ document, alt }: Pointer): void {
    const { eyedropper, heldTool } = toolSettings.getState()
    const color = sampleColor(document, eyedropper.sampleSize)
    if (color) toolSettings.setState({ [alt && heldTool === null ? 'background' : 'foreground']: color })
  }
}
