import type { ColorPlanes } from '../colorPlanes.ts'
import { Windows } from './windows.ts'

/** Reaches of the two passes, as shares of the longer side: the first bridges, the second follows. */
const REACHES = [0.09, 0.006] as const
const LEAST = 1e-3

/** What an object and the ground behind it look like by themselves, everywhere. */
export interface Grounds {
  readonly object: ColorPlanes
  readonly ground: ColorPlanes
}

/**
 * Estimates both colours that were mixed in each pixel: means of what is around, weighted by alpha, corrected by what they
 * leave unexplained (Forte, "Approximate fast foreground colour estimation", ICIP 2021).
 *
 * @param alpha of each pixel, in [0, 1]
 */
export function separate(picture: ColorPlanes, alpha: Float32Array): Grounds {
  let grounds: Grounds = { object: picture, ground: picture }
  for (const share of REACHES) {
    const reach = Math.max(1, Math.round(share * Math.max(picture.width, picture.height)))
    grounds = pass(picture, alpha, grounds, new Windows(picture.width, picture.height, reach))
  }
  return grounds
}

function pass(
  { width, height, data }: ColorPlanes,
  alpha: Float32Array,
  { object, ground }: Grounds,
  windows: Windows,
): Grounds {
  const count = width * height
  const inside = windows.mean(alpha)
  const outObject = new Float32Array(3 * count)
  const outGround = new Float32Array(3 * count)
  const product = new Float32Array(count)
  for (let c = 0; c < 3; c++) {
    const at = c * count
    for (let i = 0; i < count; i++) product[i] = object.data[at + i]! * alpha[i]!
    const meanObject = windows.mean(product)
    for (let i = 0; i < count; i++) product[i] = ground.data[at + i]! * (1 - alpha[i]!)
    const meanGround = windows.mean(product)
    for (let i = 0; i < count; i++) {
      const a = alpha[i]!
      const f = meanObject[i]! / Math.max(LEAST, inside[i]!)
      const b = meanGround[i]! / Math.max(LEAST, 1 - inside[i]!)
      const left = data[at + i]! - a * f - (1 - a) * b
      outObject[at + i] = clamp(f + a * left)
      outGround[at + i] = clamp(b + (1 - a) * left)
    }
  }
  return { object: { width, height, data: outObject }, ground: { width, height, data: outGround } }
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))
