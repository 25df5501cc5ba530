import { composite } from '../../document/composite.ts'
import { currentSession } from '../../document/current.ts'
import type { Point } from '../../document/transform.ts'
import { toolSettings } from '../toolSettings.ts'
import type { Pointer, Tool } from './tool.ts'

/** The mean colour of the composite in a square of `size` pixels, as `#rrggbb`; null where nothing is. */
export function sampleColor({ x, y }: Point, size: number): string | null {
  const half = (size - 1) / 2
  const region = { x: Math.floor(x) - half, y: Math.floor(y) - half, width: size, height: size }
  const { data } = composite(currentSession(), { region })
  const sum = [0, 0, 0]
  let weight = 0
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!
    weight += alpha
    for (let k = 0; k < 3; k++) sum[k]! += data[i + k]! * alpha
  }
  if (weight === 0) return null
  return `#${sum
    .map((value) =>
      Math.round(value / weight)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

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
