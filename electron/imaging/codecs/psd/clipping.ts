import type { BlendMode } from '../../../contract/document.ts'
import { blendOnto } from './flatten.ts'
import type { LayerMask, LayerPixels } from './layer.ts'

/** A layer that is clipped to a base, as it was decoded. */
export interface Clipped {
  decoded: LayerPixels
  visible: boolean
  opacity: number
  blendMode: BlendMode
}

/** The alpha of pixels, as a mask that hides everything outside them. */
export function alphaOf({ left, top, pixels: { width, height, data } }: LayerPixels): LayerMask {
  const alpha = new Uint8Array(width * height)
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[4 * i + 3]!
  return { left, top, pixels: { width, height, channels: 1, data: alpha }, outside: 0 }
}

/** Whether no pixel is half there: then clipped layers can stay layers, cut to the base. */
export const isHard = ({ pixels: { data } }: LayerMask) => data.every((value) => value === 0 || value === 255)

/**
 * Paints clipped layers onto their base, bottom first, whose alpha stays as it is. Photoshop does so with the base as if
 * it were opaque, and gives the result the base's mode and opacity.
 */
export function paintClipped(base: LayerPixels, clipped: readonly Clipped[]): void {
  const { data } = base.pixels
  const alpha = alphaOf(base).pixels.data
  for (let i = 0; i < alpha.length; i++) data[4 * i + 3] = 255
  for (const { decoded, visible, opacity, blendMode } of clipped)
    if (visible) blendOnto(base, decoded, blendMode, opacity)
  for (let i = 0; i < alpha.length; i++) data[4 * i + 3] = alpha[i]!
}
