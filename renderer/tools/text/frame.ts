import type { LayerId, TextLayer } from '../../../electron/contract/document/index.ts'
import {
  type DocumentSession,
  inverse,
  isVisible,
  type Point,
  paintingOrder,
  textMatrix,
  transformPoint,
} from '../../document/index.ts'
import type { Box } from './carets.ts'
import { textLayer } from './setting.ts'

/** What of its own space a text takes: its box, and its ink. */
export function frameOf({ rasters }: DocumentSession, layer: TextLayer): Box {
  const { width, height } = rasters.color(layer.raster)
  const { origin, text } = layer
  const ink = { left: origin.x, top: origin.y, right: origin.x + width, bottom: origin.y + height }
  if (!text.box) return ink
  return {
    left: Math.min(0, ink.left),
    top: Math.min(0, ink.top),
    right: Math.max(text.box.width, ink.right),
    bottom: Math.max(text.box.height, ink.bottom),
  }
}

/** From document pixels to a text's own space. */
export const inText = (layer: TextLayer, point: Point): Point =>
  transformPoint(inverse(textMatrix(layer)), point)

/** The topmost text in sight whose frame is under a point of the document, or at most `reach` of its pixels away. */
export function textAt(session: DocumentSession, point: Point, reach: number): LayerId | null {
  return (
    paintingOrder(session.data).findLast((id) => {
      const layer = textLayer(session, id)
      return layer !== null && isVisible(session.data, id) && isInFrame(session, layer, point, reach)
    }) ?? null
  )
}

export function isInFrame(session: DocumentSession, layer: TextLayer, point: Point, reach: number): boolean {
  const { x, y } = inText(layer, point)
  const frame = frameOf(session, layer)
  const [sx, sy] = [Math.abs(layer.transform.scaleX), Math.abs(layer.transform.scaleY)]
  return (
    x > frame.left - reach / sx &&
    x < frame.right + reach / sx &&
    y > frame.top - reach / sy &&
    y < frame.bottom + reach / sy
  )
}
