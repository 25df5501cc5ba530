import type { TextLayer, TextSettings } from '../../../electron/contract/document/index.ts'
import { view } from '../../canvas/index.ts'
import { toScreen } from '../../canvas/viewMath.ts'
import { type Point, textMatrix, transformPoint } from '../../document/index.ts'

type TextBox = NonNullable<TextSettings['box']>

/** What of a box a drag changes, and where it is taken hold of, as shares of its sides. */
export interface BoxHandle {
  readonly u: number
  readonly v: number
  readonly cursor: string
}

/** The corner at which a text begins stays where it is. */
export const boxHandles: readonly BoxHandle[] = [
  { u: 1, v: 1, cursor: 'nwse-resize' },
  { u: 1, v: 0.5, cursor: 'ew-resize' },
  { u: 0.5, v: 1, cursor: 'ns-resize' },
]

/** Half the side of a handle's clickable square, in CSS pixels. */
const REACH = 7
/** The narrowest box, in the text's own space. */
const LEAST = 4

/** The handle of a text's box under a point of the viewport, in CSS pixels. */
export function handleAt(layer: TextLayer, { x, y }: Point): BoxHandle | null {
  const { box } = layer.text
  if (!box) return null
  return (
    boxHandles.find(({ u, v }) => {
      const at = toScreen(
        view.getState(),
        transformPoint(textMatrix(layer), { x: u * box.width, y: v * box.height }),
      )
      return Math.abs(at.x - x) <= REACH && Math.abs(at.y - y) <= REACH
    }) ?? null
  )
}

/** A box whose handle was dragged to a point of the text's own space. */
export function resized(box: TextBox, { u, v }: BoxHandle, { x, y }: Point): TextBox {
  return {
    width: u === 1 ? Math.max(LEAST, Math.round(x)) : box.width,
    height: v === 1 ? Math.max(LEAST, Math.round(y)) : box.height,
  }
}
