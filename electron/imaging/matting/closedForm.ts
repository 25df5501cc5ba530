import type { Guidance } from './guidance.ts'

/** Where the residual has fallen to this share of the first one, more rounds are not seen. */
const ENOUGH = 1e-3

/**
 * Solves for the alpha of the pixels that are unknown, given all others: the alpha that is, in every window, most nearly a
 * linear function of the colours (Levin, Lischinski and Weiss, "A closed-form solution to natural image matting", TPAMI
 * 2008). Their Laplacian times a plane is the count of a pixel's windows times what guided filtering takes off it (He, Sun
 * and Tang, "Fast matting using large kernel matting Laplacian matrices", CVPR 2010), so no matrix is needed, and a round
 * costs the same whatever the windows' size.
 *
 * @param alpha the known values, and a first guess of the others; is not written to
 * @param unknown 1 for each pixel to solve for
 * @param rounds of conjugate gradients at most; information travels one window a round
 * @returns alpha of each pixel, in [0, 1]
 */
export function solveMatte(
  guidance: Guidance,
  alpha: Float32Array,
  unknown: Uint8Array,
  rounds: number,
): Float32Array {
  const { width } = guidance.windows
  const laplacian = (plane: Float32Array): Float32Array => {
    const out = guidance.filter(plane)
    for (let i = 0; i < out.length; i++)
      out[i] =
        unknown[i] === 1
          ? guidance.windows.count(i % width, Math.floor(i / width)) * (plane[i]! - out[i]!)
          : 0
    return out
  }
  const found = alpha.slice()
  const residual = laplacian(found)
  for (let i = 0; i < residual.length; i++) residual[i] = -residual[i]!
  const direction = residual.slice()
  let energy = dot(residual, residual)
  const enough = ENOUGH * ENOUGH * energy
  for (let round = 0; round < rounds && energy > enough; round++) {
    const image = laplacian(direction)
    const step = energy / dot(direction, image)
    for (let i = 0; i < found.length; i++) {
      found[i]! += step * direction[i]!
      residual[i]! -= step * image[i]!
    }
    const next = dot(residual, residual)
    const share = next / energy
    for (let i = 0; i < direction.length; i++) direction[i] = residual[i]! + share * direction[i]!
    energy = next
  }
  for (let i = 0; i < found.length; i++) found[i] = Math.min(1, Math.max(0, found[i]!))
  return found
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
