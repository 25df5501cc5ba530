/* The transfer function of sRGB (IEC 61966-2-1). */

/** Light in [0, 1] of an sRGB value in [0, 1]. */
export const linearOf = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4

/** sRGB value in [0, 1] of light in [0, 1]; light outside is cut off. */
export const encodedOf = (light: number): number => {
  if (light <= 0) return 0
  if (light >= 1) return 1
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055
}
