import type { Color } from '../types.ts'

/** Straight RGBA bytes, and one coverage byte for each pixel of them. */
type Bytes = Uint8ClampedArray

/** Lays a colour over `pixels`, in place: normal mode, as strongly as coverage x opacity. */
export function paintOver(pixels: Bytes, coverage: Uint8Array, { r, g, b }: Color, opacity: number): void {
  const strength = opacity / 255
  for (let i = 0, to = 0; i < coverage.length; i++, to += 4) {
    const covered = coverage[i]!
    if (covered === 0) continue
    const share = covered * strength
    const backdrop = pixels[to + 3]!
    const alpha = share + (backdrop / 255) * (1 - share)
    const t = backdrop === 255 ? share : share / alpha
    pixels[to] = pixels[to]! + t * (r - pixels[to]!)
    pixels[to + 1] = pixels[to + 1]! + t * (g - pixels[to + 1]!)
    pixels[to + 2] = pixels[to + 2]! + t * (b - pixels[to + 2]!)
    pixels[to + 3] = alpha * 255
  }
}

/**
 * Moves the alpha of a mask's pixels towards `alpha`, in place, as strongly as coverage x opacity.
 *
 * @param color 0 or 255: what the mask's pixels look like
 */
export function paintMask(
  pixels: Bytes,
  coverage: Uint8Array,
  alpha: number,
  color: number,
  opacity: number,
): void {
  const strength = opacity / 255
  for (let i = 0, at = 0; i < coverage.length; i++, at += 4) {
    if (coverage[i] === 0) continue
    pixels.fill(color, at, at + 3)
    pixels[at + 3] = pixels[at + 3]! + coverage[i]! * strength * (alpha - pixels[at + 3]!)
  }
}

/** How light a colour is, 0 to 255: what it shows, painted on a mask (Rec. 601, as the blend modes have it). */
export const greyOf = ({ r, g, b }: Color): number => Math.round(0.3 * r + 0.59 * g + 0.11 * b)

/** Takes alpha away from `pixels`, in place, as strongly as coverage x opacity. */
export function erase(pixels: Bytes, coverage: Uint8Array, opacity: number): void {
  const strength = opacity / 255
  for (let i = 0, at = 3; i < coverage.length; i++, at += 4)
    if (coverage[i] !== 0) pixels[at] = pixels[at]! * (1 - coverage[i]! * strength)
}
