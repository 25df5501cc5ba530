import type { CutOutStroke } from '../../contract/tools/cutout.ts'
import { BACKGROUND, OBJECT } from '../../imaging/grabcut/grabCut.ts'

/** A part of a picture seen at another size: whole pixels of the picture from `x`, `y` on, and how many there are. */
export interface View {
  readonly x: number
  readonly y: number
  /** Pixels of the picture. */
  readonly spanX: number
  readonly spanY: number
  /** Pixels of the view. */
  readonly width: number
  readonly height: number
}

/** Writes what strokes say into `known`, one value a pixel of the view; a stroke thinner than a pixel is one pixel wide. */
export function drawStrokes(known: Uint8Array, view: View, strokes: readonly CutOutStroke[]): void {
  const [scaleX, scaleY] = [view.width / view.spanX, view.height / view.spanY]
  for (const { side, radius, points } of strokes) {
    const value = side === 'object' ? OBJECT : BACKGROUND
    const reach = Math.max(0.5, (radius * (scaleX + scaleY)) / 2)
    const at = points.map(([x, y]) => [(x - view.x) * scaleX - 0.5, (y - view.y) * scaleY - 0.5] as const)
    for (const [i, to] of at.entries()) drawSegment(known, view, at[i - 1] ?? to, to, reach, value)
  }
}

type Place = readonly [x: number, y: number]

function drawSegment(
  known: Uint8Array,
  { width, height }: View,
  [ax, ay]: Place,
  [bx, by]: Place,
  reach: number,
  value: number,
): void {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const clampX = (x: number) => Math.min(width - 1, Math.max(0, x))
  const clampY = (y: number) => Math.min(height - 1, Math.max(0, y))
  const [left, right] = [
    clampX(Math.floor(Math.min(ax, bx) - reach)),
    clampX(Math.ceil(Math.max(ax, bx) + reach)),
  ]
  const [top, bottom] = [
    clampY(Math.floor(Math.min(ay, by) - reach)),
    clampY(Math.ceil(Math.max(ay, by) + reach)),
  ]
  // The nearest pixel belongs to it however thin it is.
  const limit = Math.max(reach, Math.SQRT1_2) ** 2
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
      if ((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2 <= limit) known[y * width + x] = value
    }
}
