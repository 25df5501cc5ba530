import { imagesOf, openStroke, type PointerSample, type Stroke } from '../../document/brush/index.ts'
import { currentSession } from '../../document/current.ts'
import type { DocumentSession } from '../../document/session.ts'
import type { Point } from '../../document/transform.ts'
import { chooseSource, endCloning } from '../cloneSource.ts'
import { sayOnCanvas } from '../messages.ts'
import { isMirrored, type StrokeToolId, takesSource, toolSettings } from '../toolSettings.ts'
import { paintableLayer } from './editable.ts'
import { strokeToolOf } from './strokeTools.ts'
import type { Pointer, Tool } from './tool.ts'

/** Any tool that acts along a stroke: the pointer's path becomes one undo entry. Shift goes straight from the last end. */
export class PaintTool implements Tool {
  readonly id: StrokeToolId
  #stroke: Stroke | null = null
  /** The document's revision before the stroke. */
  #revision = 0
  #last: { session: DocumentSession; end: Point } | null = null

  constructor(id: StrokeToolId) {
    this.id = id
  }

  down(pointer: Pointer): void {
    const session = currentSession()
    const settings = toolSettings.getState()
    if (takesSource(this.id) && pointer.alt) {
      chooseSource(session, pointer.document)
      return
    }
    const from = pointer.shift && this.#last?.session === session ? this.#last.end : null
    const layer = paintableLayer(session)
    const tool = layer && strokeToolOf(this.id, settings, session, from ?? pointer.document)
    if (!layer || !tool) return
    const brush = { ...settings[this.id], ...(from ? { smoothing: 0 } : {}) }
    this.#revision = session.store.getState().revision
    const { width, height } = session.data
    const symmetry = isMirrored(this.id) ? settings.symmetry : noSymmetry
    const images = imagesOf(symmetry, { x: width / 2, y: height / 2 })
    this.#stroke = openStroke(session, layer.id, brush, tool, images)
    const first = sampleOf(pointer)
    this.#stroke.add(from ? [{ ...first, ...from }, first] : [first])
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
    endCloning()
    if (adding.includes(this.id) && session.store.getState().revision === this.#revision) tellMissed(session)
  }

  cancel(): void {
    this.#stroke?.cancel()
    this.#stroke = null
    endCloning()
  }

  /** The ring of true size is drawn with the other shapes. */
  cursor({ alt }: Pointer): string {
    return takesSource(this.id) && alt ? 'crosshair' : 'none'
  }
}

const noSymmetry = { kind: 'none', count: 1 } as const

/** Tools of which one expects that they leave something wherever they go. */
const adding: readonly StrokeToolId[] = ['brush', 'clone', 'heal']

/** An image keeps its frame; a stroke beside it leaves nothing, which would look like a brush that does not work. */
function tellMissed({ data }: DocumentSession): void {
  const layer = data.active === null ? undefined : data.layers[data.active]
  if (layer) sayOnCanvas({ key: 'canvas:message.missed', values: { name: layer.name }, tone: 'info' })
}

/** A mouse presses fully; what it reports is a constant half. */
function sampleOf({ document, pressure, device, time }: Pointer): PointerSample {
  return { ...document, pressure: device === 'pen' ? pressure : 1, time }
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
