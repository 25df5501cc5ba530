import type { Rect } from '../../../electron/contract/pixels.ts'
import type { Point } from '../../document/transform.ts'
import { viewSurface } from './surface.ts'

/** The side of a square of the transparency checkerboard, in CSS pixels. */
const SQUARE = 8

export type DrawBackdrop = (context: OffscreenCanvasRenderingContext2D, rect: Rect, origin: Point) => void

/** The checkerboard that stands for transparency, anchored at the document's origin. */
export function checkerboard(light: string, dark: string, pixelRatio: number): DrawBackdrop {
  const side = Math.max(1, Math.round(SQUARE * pixelRatio))
  const { canvas, context: tile } = viewSurface(2 * side, 2 * side)
  tile.fillStyle = light
  tile.fillRect(0, 0, 2 * side, 2 * side)
  tile.fillStyle = dark
  tile.fillRect(side, 0, side, side)
  tile.fillRect(0, side, side, side)
  return (context, { x, y, width, height }, origin) => {
    const pattern = context.createPattern(canvas, 'repeat')
    if (!pattern) return
    context.save()
    context.fillStyle = pattern
    context.translate(origin.x, origin.y)
    context.fillRect(x - origin.x, y - origin.y, width, height)
    context.restore()
  }
}
