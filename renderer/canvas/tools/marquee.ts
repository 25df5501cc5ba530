import type { Rect } from '../../../electron/contract/pixels.ts'
import { currentSession } from '../../document/current.ts'
import type { SelectMode } from '../../document/masks/mask.ts'
import { ellipseMask, rectangleMask } from '../../document/selection/shapes.ts'
import type { Point } from '../../document/transform.ts'
import { rectBetween } from '../geometry.ts'
import { interaction } from '../interaction.ts'
import { clickAway, select, selectModeOf } from './selecting.ts'
import type { Pointer, Tool } from './tool.ts'

const SLOP = 3

interface Drawing {
  readonly from: Pointer
  readonly mode: SelectMode
  /** Shift and Alt join the selection when held from the start; released and pressed again they shape it. */
  shiftShapes: boolean
  altShapes: boolean
  rect: Rect | null
}

/** Draws a rectangle or an ellipse: Shift makes it square or round, Alt grows it from its middle. */
export class MarqueeTool implements Tool {
  readonly id: 'select-rectangle' | 'select-ellipse'
  #drawing: Drawing | null = null

  constructor(id: 'select-rectangle' | 'select-ellipse') {
    this.id = id
  }

  down(from: Pointer): void {
    this.#drawing = {
      from,
      mode: selectModeOf(from),
      shiftShapes: !from.shift,
      altShapes: !from.alt,
      rect: null,
    }
  }

  drag(samples: readonly Pointer[]): void {
    const drawing = this.#drawing
    const pointer = samples.at(-1)!
    if (!drawing) return
    const { from } = drawing
    drawing.shiftShapes ||= !pointer.shift
    drawing.altShapes ||= !pointer.alt
    const moved = Math.hypot(pointer.screen.x - from.screen.x, pointer.screen.y - from.screen.y)
    if (!drawing.rect && moved < SLOP) return
    drawing.rect = marqueeRect(from.document, pointer.document, {
      square: pointer.shift && drawing.shiftShapes,
      fromCenter: pointer.alt && drawing.altShapes,
    })
    const kind = this.id === 'select-rectangle' ? 'rectangle' : 'ellipse'
    interaction.setState({ marquee: { kind, rect: drawing.rect } })
  }

  up(): void {
    const drawing = this.#drawing
    this.cancel()
    if (!drawing) return
    const { rect, mode } = drawing
    const { width, height } = currentSession().data
    if (!rect || rect.width === 0 || rect.height === 0) clickAway(mode)
    else if (this.id === 'select-rectangle')
      select('selectRectangle', rectangleMask(width, height, rect), mode)
    else select('selectEllipse', ellipseMask(width, height, rect), mode)
  }

  cancel(): void {
    this.#drawing = null
    interaction.setState({ marquee: null })
  }

  cursor(): string {
    return 'crosshair'
  }
}

/** From where the drag began to where it is, its corners on whole pixels. */
export function marqueeRect(
  from: Point,
  to: Point,
  { square, fromCenter }: { square: boolean; fromCenter: boolean },
): Rect {
  let dx = to.x - from.x
  let dy = to.y - from.y
  if (square) {
    const side = Math.max(Math.abs(dx), Math.abs(dy))
    dx = dx < 0 ? -side : side
    dy = dy < 0 ? -side : side
  }
  const start = fromCenter ? { x: from.x - dx, y: from.y - dy } : from
  const round = (p: Point) => ({ x: Math.round(p.x), y: Math.round(p.y) })
  return rectBetween(round(start), round({ x: from.x + dx, y: from.y + dy }))
}
