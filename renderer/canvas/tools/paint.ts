import { beginStroke, type PointerSample, type Stroke } from '../../document/brush/index.ts'
import { currentSession } from '../../document/current.ts'
import type { DocumentSession } from '../../document/session.ts'
import type { Point } from '../../document/transform.ts'
import { sayOnCanvas } from '../messages.ts'
import { toolSettings } from '../toolSettings.ts'
import { paintableLayer } from './editable.ts'
import type { Pointer, Tool } from './tool.ts'

/** Brush and eraser: the pointer's path becomes one stroke, one undo entry. Shift draws straight from the last end. */
export class PaintTool implements Tool {
  readonly id: 'brush' | 'eraser'
  #stroke: Stroke | null = null
  /** The document's revision before the stroke. */
  #revision = 0
  #last: { session: DocumentSession; end: Point } | null = null

  constructor(id: 'brush' | 'eraser') {
    this.id = id
  }

  down(pointer: Pointer): void {
    const session = currentSession()
    const settings = toolSettings.getState()
    const straight = pointer.shift && this.#last?.session === session
    const brush = { ...settings[this.id], ...(straight ? { smoothing: 0 } : {}) }
    const layer = paintableLayer(session)
    const options = { brush, color: colorOf(settings.foreground), erase: this.id === 'eraser' }
    this.#revision = session.store.getState().revision
    this.#stroke = layer && beginStroke(session, layer.id, options)
    const first = sampleOf(pointer)
    if (straight && this.#last) this.#stroke?.add([{ ...first, ...this.#last.end }, first])
    else this.#stroke?.add([first])
  }

  drag(samples: readonly Pointer[]): void {
    for (const batch of batches(samples, toolSettings.getState()[this.id].size))
      this.#stroke?.add(batch.map(sampleOf))
  }

  up({ document }: Pointer): void {
    const session = currentSession()
    const stroke = this.#stroke
    this.#stroke = null
    if (!stroke) return
    this.#last = { session, end: document }
    stroke.end()
    if (this.id === 'brush' && session.store.getState().revision === this.#revision) tellMissed(session)
  }

  cancel(): void {
    this.#stroke?.cancel()
    this.#stroke = null
  }

  /** The ring of true size is drawn with the other shapes. */
  cursor(): string {
    return 'none'
  }
}

/** An image keeps its frame; a stroke beside it leaves nothing, which would look like a brush that does not work. */
function tellMissed({ data }: DocumentSession): void {
  const layer = data.active === null ? undefined : data.layers[data.active]
  if (layer) sayOnCanvas({ key: 'canvas:message.missed', values: { name: layer.name }, tone: 'info' })
}

/** A mouse presses fully; what it reports is a constant half. */
function sampleOf({ document, pressure, device, time }: Pointer): PointerSample {
  return { ...document, pressure: device === 'pen' ? pressure : 1, time }
}

export function colorOf(hex: string): { r: number; g: number; b: number } {
  const value = Number.parseInt(hex.slice(1), 16)
  return { r: value >> 16, g: (value >> 8) & 255, b: value & 255 }
}

/**
 * Cuts a path where it has gone further than the brush is wide. A stroke renews the box around what it is given
 * at once, and two small boxes along a slant are less than one large one.
 */
export function batches<T extends Pick<Pointer, 'document'>>(samples: readonly T[], size: number): T[][] {
  const result: T[][] = []
  let start: Point | null = null
  for (const sample of samples) {
    const { x, y } = sample.document
    const batch = result.at(-1)
    if (batch && start && Math.hypot(x - start.x, y - start.y) <= Math.max(32, size)) batch.push(sample)
    else {
      result.push([sample])
      start = { x, y }
    }
  }
  return result
}
