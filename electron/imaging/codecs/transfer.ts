/** The transfer curve of sRGB (IEC 61966-2-1): linear light, clipped to 0 to 1, as a sample of 0 to 1. */
export function encodeSrgb(linear: number): number {
  const v = Math.min(1, Math.max(0, linear))
  return v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055
}
