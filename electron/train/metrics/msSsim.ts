import { Random } from '../../nets/random.ts'
import { halve } from './halve.ts'
import { type PictureBytes, similarity } from './ssim.ts'

/** Exponents of the scales, finest first (Wang, Simoncelli and Bovik 2003). */
const exponents = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]
/** Side of the window of SSIM, which must lie inside at every scale. */
const window = 11

/**
 * Structural similarity over five scales. Pictures below 176 px have room for fewer, whose exponents are scaled to
 * sum to one.
 */
export function msSsim(a: PictureBytes, b: PictureBytes): number {
  const scales = exponents.filter((_, scale) => Math.min(a.width, a.height) >> scale >= window)
  const total = scales.reduce((sum, exponent) => sum + exponent, 0)
  let [left, right, product] = [a, b, 1]
  for (const [scale, exponent] of scales.entries()) {
    const { whole, contrast } = similarity(left, right)
    const last = scale === scales.length - 1
    product *= Math.max(0, last ? whole : contrast) ** (exponent / total)
    if (!last) [left, right] = [halve(left), halve(right)]
  }
  return product
}

/**
 * How much alike generated pictures are: the mean MS-SSIM of random pairs (Odena, Olah and Shlens 2017). Below that
 * of real pictures they are as diverse; near one the generator makes one picture over and over.
 */
export function likeness(pictures: readonly PictureBytes[], pairs = 100, seed = 0): number {
  const random = new Random(seed, 'pairs')
  let sum = 0
  for (let k = 0; k < pairs; k++) {
    const first = random.below(pictures.length)
    const second = (first + 1 + random.below(pictures.length - 1)) % pictures.length
    sum += msSsim(pictures[first]!, pictures[second]!)
  }
  return sum / pairs
}
