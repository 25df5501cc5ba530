/*
 * CIE L*a*b* of 1976 under D65, from sRGB (IEC 61966-2-1). L* runs from 0 to 100; a* and b* of sRGB's colours stay
 * within about ±110.
 */

/** White, as X and Z for Y = 1. */
const WHITE_X = 0.95047
const WHITE_Z = 1.08883

/** The cube root above, a line below this share of white's light. */
const LINE_BELOW = (6 / 29) ** 3
const LINE_SLOPE = (29 / 6) ** 2 / 3

const compress = (share: number): number =>
  share > LINE_BELOW ? Math.cbrt(share) : LINE_SLOPE * share + 4 / 29
const expand = (root: number): number => (root > 6 / 29 ? root * root * root : (root - 4 / 29) / LINE_SLOPE)

/** Writes L*, a* and b* of linear light (red, green, blue in [0, 1]) to `out`, `stride` apart. */
export function labOfLight(
  red: number,
  green: number,
  blue: number,
  out: Float32Array,
  at: number,
  stride: number,
): void {
  const x = compress((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / WHITE_X)
  const y = compress(0.2126729 * red + 0.7151522 * green + 0.072175 * blue)
  const z = compress((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / WHITE_Z)
  out[at] = 116 * y - 16
  out[at + stride] = 500 * (x - y)
  out[at + 2 * stride] = 200 * (y - z)
}

/** Writes the linear light of a colour to `out`, `stride` apart; it lies outside [0, 1] where sRGB lacks the colour. */
export function lightOfLab(
  l: number,
  a: number,
  b: number,
  out: Float32Array,
  at: number,
  stride: number,
): void {
  const root = (l + 16) / 116
  const x = WHITE_X * expand(root + a / 500)
  const y = expand(root)
  const z = WHITE_Z * expand(root - b / 200)
  out[at] = 3.2404542 * x - 1.5371385 * y - 0.4985314 * z
  out[at + stride] = -0.969266 * x + 1.8760108 * y + 0.041556 * z
  out[at + 2 * stride] = 0.0556434 * x - 0.2040259 * y + 1.0572252 * z
}
