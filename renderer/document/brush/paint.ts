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

/** Lays `source`, straight RGBA of the same pixels, over `pixels`, in place: normal mode, as strongly as coverage x opacity. */
export function layOver(pixels: Bytes, coverage: Uint8Array, source: Bytes, opacity: number): void {
  const strength = opacity / (255 * 255)
  for (let i = 0, at = 0; i < coverage.length; i++, at += 4) {
    const share = coverage[i]! * source[at + 3]! * strength
    if (share === 0) continue
    const backdrop = pixels[at + 3]!
    const alpha = share + (backdrop / 255) * (1 - share)
    const t = backdrop === 255 ? share : share / alpha
    for (let k = at; k < at + 3; k++) pixels[k] = pixels[k]! + t * (source[k]! - pixels[k]!)
    pixels[at + 3] = alpha * 255
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
