import type { LayerId } from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import { editContents, type Write } from '../selection/editContents.ts'
import type { DocumentSession } from '../session.ts'
import { type Matrix, type Point, transformPoint } from '../transform.ts'
import type { Color, Gesture } from '../types.ts'

export const gradientKinds = ['linear', 'radial'] as const

export interface Gradient {
  /** Linear: along the line from `from` to `to`; radial: around `from`, as far as `to`. */
  readonly kind: (typeof gradientKinds)[number]
  /** In document pixels. */
  readonly from: Point
  readonly to: Point
  readonly start: Color
  /** Null: it fades out in the colour that it starts with. */
  readonly end: Color | null
  /** From the end to the start. */
  readonly reverse?: boolean
  /** 0 to 1. */
  readonly opacity: number
}

/** Begins the undo entry of a gradient that may be drawn anew with {@link drawGradient} until it is committed. */
export const beginGradient = (session: DocumentSession): Gesture => session.begin(label('gradient'))

/**
 * Fills the selected part of a layer, or of its mask where that is painted on, with a gradient over what was there when the
 * gesture began. Steps between levels are dithered.
 *
 * @throws GanvasError `invalid-input` when the layer is locked
 */
export function drawGradient(session: DocumentSession, gesture: Gesture, id: LayerId, gradient: Gradient) {
  editContents(session, gesture, [id], (_medium, matrix) => gradientWriter(gradient, matrix), {
    adds: true,
    masks: true,
  })
}

function gradientWriter(
  { kind, from, to, start, end, opacity, reverse = false }: Gradient,
  matrix: Matrix,
): Write {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const square = Math.max(1e-9, dx * dx + dy * dy)
  const at = (x: number, y: number) => {
    const { x: u, y: v } = transformPoint(matrix, { x: x + 0.5, y: y + 0.5 })
    const [px, py] = [u - from.x, v - from.y]
    const t = kind === 'linear' ? (px * dx + py * dy) / square : Math.sqrt((px * px + py * py) / square)
    const clamped = Math.min(1, Math.max(0, t))
    return reverse ? 1 - clamped : clamped
  }
  const [r, g, b] = [start.r, start.g, start.b]
  const [dr, dg, db] = end ? [end.r - r, end.g - g, end.b - b] : [0, 0, 0]
  return (bytes, coverage, rect) => {
    for (let y = rect.y, i = 0, to = 0; y < rect.y + rect.height; y++)
      for (let x = rect.x; x < rect.x + rect.width; x++, i++, to += 4) {
        if (coverage[i] === 0) continue
        const t = at(x, y)
        const share = (coverage[i]! / 255) * opacity * (end ? 1 : 1 - t)
        const backdrop = bytes[to + 3]!
        const alpha = share + (backdrop / 255) * (1 - share)
        const part = alpha > 0 ? share / alpha : 0
        const noise = dither(x, y)
        bytes[to] = bytes[to]! + part * (r + t * dr - bytes[to]!) + noise
        bytes[to + 1] = bytes[to + 1]! + part * (g + t * dg - bytes[to + 1]!) + noise
        bytes[to + 2] = bytes[to + 2]! + part * (b + t * db - bytes[to + 2]!) + noise
        bytes[to + 3] = backdrop === 255 ? 255 : 255 * alpha + noise
      }
  }
}

/** What is added before rounding, within half a level: interleaved gradient noise (Jimenez 2014). Whole levels stay. */
function dither(x: number, y: number): number {
  const inner = 0.06711056 * x + 0.00583715 * y
  const outer = 52.9829189 * (inner - Math.floor(inner))
  return 0.998 * (outer - Math.floor(outer) - 0.5)
}
