import type { Layer as PsdLayer } from 'ag-psd'
import type { LayerMask, LayerPixels } from './layer.ts'

/** The kinds of background of an artboard. */
const WHITE = 1
const BLACK = 2
const TRANSPARENT = 3

/** What an artboard does to the layers in it: nothing shows outside its rectangle, and they lie on its background. */
export function artboardOf({ rect, backgroundType, color }: NonNullable<PsdLayer['artboard']>): {
  mask: LayerMask
  background: LayerPixels | null
} {
  const { left, top } = rect
  const width = Math.max(1, Math.round(rect.right - left))
  const height = Math.max(1, Math.round(rect.bottom - top))
  const inside = { width, height, channels: 1 as const, data: new Uint8Array(width * height).fill(255) }
  const mask = { left, top, pixels: inside, outside: 0 }
  if (backgroundType === TRANSPARENT) return { mask, background: null }
  const named = color && 'r' in color ? color : { r: 255, g: 255, b: 255 }
  const { r, g, b } =
    backgroundType === WHITE
      ? { r: 255, g: 255, b: 255 }
      : backgroundType === BLACK
        ? { r: 0, g: 0, b: 0 }
        : named
  const data = new Uint8Array(4 * width * height)
  for (let i = 0; i < data.length; i += 4) data.set([r, g, b, 255], i)
  return { mask, background: { left, top, pixels: { width, height, channels: 4, data } } }
}
