import { atop, blend } from '../../../electron/contract/blending/blend.ts'
import type { BlendMode } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { nativeModes } from '../../document/blending/native.ts'
import type { Point } from '../../document/transform.ts'
import { resetContext, type Surface } from './surface.ts'

/**
 * Composites the top-left part of `source`, as large as `region`, onto that of `target`: by the canvas where it
 * has the mode's formula, else by the document's kernel.
 *
 * @param region in device pixels of the view
 * @param origin of the document there, which the grain of dissolve is tied to
 * @param isAtop the target stays as opaque as it is, and is mixed as if it were opaque
 */
export function blendSurfaces(
  target: Surface,
  source: Surface,
  mode: BlendMode,
  opacity: number,
  { x, y, width, height }: Rect,
  origin: Point,
  isAtop = false,
): void {
  const { context } = target
  // Only of the plain mode has the canvas one that keeps the target's alpha.
  const native = !isAtop ? nativeModes[mode] : mode === 'normal' ? 'source-atop' : undefined
  if (native) {
    context.globalAlpha = opacity
    context.globalCompositeOperation = native
    context.drawImage(source.canvas, 0, 0, width, height, 0, 0, width, height)
    resetContext(context)
    return
  }
  const below = context.getImageData(0, 0, width, height)
  const above = source.context.getImageData(0, 0, width, height)
  const mix = () => {
    for (let row = 0; row < height; row++) {
      const at = row * width * 4
      const place = { x: x - origin.x, y: y - origin.y + row }
      blend(mode, below.data, at, above.data, at, width, opacity, place)
    }
  }
  if (isAtop) atop(below.data, mix)
  else mix()
  context.putImageData(below, 0, 0)
}
