import type { Pixels } from '../../../electron/contract/pixels.ts'

/** Most a colour may differ that went through a canvas, which rounds what is translucent. */
const TOLERANCE = 2

/**
 * Whether two pictures look alike: the same size and alpha, and the same colours where they are opaque. A
 * picture that came back from the clipboard differs a little where it is translucent.
 */
export function isSamePicture(a: Pixels, b: Pixels): boolean {
  if (a.width !== b.width || a.height !== b.height) return false
  const count = a.width * a.height
  for (let i = 0; i < count; i++) {
    const alphaA = a.channels === 4 ? a.data[4 * i + 3]! : 255
    const alphaB = b.channels === 4 ? b.data[4 * i + 3]! : 255
    if (Math.abs(alphaA - alphaB) > TOLERANCE) return false
    if (alphaA < 255) continue
    for (let channel = 0; channel < 3; channel++) {
      const inA = a.data[i * a.channels + (a.channels === 1 ? 0 : channel)]!
      const inB = b.data[i * b.channels + (b.channels === 1 ? 0 : channel)]!
      if (Math.abs(inA - inB) > TOLERANCE) return false
    }
  }
  return true
}
