import { currentSession } from '../../document/current.ts'
import { beginGradient, drawGradient, type Gradient } from '../../document/retouch/gradient.ts'
import type { DocumentSession } from '../../document/session.ts'
import type { Point } from '../../document/transform.ts'
import type { Gesture } from '../../document/types.ts'
import { interaction } from '../interaction.ts'
import { toolSettings } from '../toolSettings.ts'
import { paintableLayer } from './editable.ts'
import { colorOf } from './strokeTools.ts'
import type { Pointer, Tool } from './tool.ts'

const SLOP = 3
/** Documents of at most this many pixels show the gradient while its line is drawn; larger ones when it is let go. */
const LIVE_PIXELS = 2e6

interface Drag {
  readonly session: DocumentSession
  readonly layer: string
  readonly from: Pointer
  readonly gesture: Gesture
}

/** A drag draws the line that a gradient goes along; Shift keeps it to steps of 45 degrees. */
export class GradientTool implements Tool {
  readonly id = 'gradient'
  #drag: Drag | null = null

  down(from: Pointer): void {
    const session = currentSession()
    const layer = paintableLayer(session)
    if (layer) this.#drag = { session, layer: layer.id, from, gesture: beginGradient(session) }
  }

  drag(samples: readonly Pointer[]): void {
    const drag = this.#drag
    if (!drag) return
    const to = endOf(drag, samples.at(-1)!)
    interaction.setState({ marquee: { kind: 'path', points: [drag.from.document, to] } })
    const { width, height } = drag.session.data
    if (width * height <= LIVE_PIXELS) draw(drag, to)
  }

  up(pointer: Pointer): void {
    const drag = this.#drag
    this.#end()
    if (!drag) return
    const { screen } = drag.from
    if (Math.hypot(pointer.screen.x - screen.x, pointer.screen.y - screen.y) < SLOP) {
      drag.gesture.abort()
      return
    }
    draw(drag, endOf(drag, pointer))
    drag.gesture.commit()
  }

  cancel(): void {
    this.#drag?.gesture.abort()
    this.#end()
  }

  cursor(): string {
    return 'crosshair'
  }

  #end(): void {
    this.#drag = null
    interaction.setState({ marquee: null })
  }
}

function draw({ session, gesture, layer, from }: Drag, to: Point): void {
  if (gesture.open) drawGradient(session, gesture, layer, gradientBetween(from.document, to))
}

function gradientBetween(from: Point, to: Point): Gradient {
  const { gradient, foreground, background } = toolSettings.getState()
  const { kind, into, reverse, opacity } = gradient
  const end = into === 'background' ? colorOf(background) : null
  return { kind, from, to, start: colorOf(foreground), end, reverse, opacity }
}

/** Where the line ends: under the pointer, or with Shift in the nearest of eight directions. */
function endOf({ from }: Drag, { document, shift }: Pointer): Point {
  if (!shift) return document
  const [dx, dy] = [document.x - from.document.x, document.y - from.document.y]
  const step = Math.PI / 4
  const angle = Math.round(Math.atan2(dy, dx) / step) * step
  const length = dx * Math.cos(angle) + dy * Math.sin(angle)
  return {
    x: from.document.x + length * Math.cos(angle),
    y: from.document.y + length * Math.sin(angle),
  }
}
