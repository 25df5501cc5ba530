import { currentSession } from '../../document/current.ts'
import { bucketFill } from '../../document/selection/contents.ts'
import { toolSettings } from '../toolSettings.ts'
import { paintableLayer } from './editable.ts'
import { colorOf } from './paint.ts'
import type { Pointer, Tool } from './tool.ts'

/** A click paints what looks like the pixel under it with the foreground colour. */
export class BucketTool implements Tool {
  readonly id = 'bucket'
  #pressed: Pointer | null = null

  down(pointer: Pointer): void {
    this.#pressed = pointer
  }

  drag(): void {}

  up(): void {
    const pressed = this.#pressed
    this.#pressed = null
    if (!pressed) return
    const session = currentSession()
    const layer = paintableLayer(session)
    if (!layer) return
    const { bucket, foreground } = toolSettings.getState()
    bucketFill(session, layer.id, pressed.document, colorOf(foreground), bucket)
  }

  cancel(): void {
    this.#pressed = null
  }

  cursor(): string {
    return 'crosshair'
  }
}
