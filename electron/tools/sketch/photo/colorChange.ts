import { boxMean } from '../../networks/boxMean.ts'
import { type Frame, planesOf } from './frames.ts'

/** An affine change of colours at each place: 12 planes, row by row of [3, 4]; the fourth column is added. */
export type ColorChange = readonly Float32Array[]

export const CHANGES = 12

/** The ridge of a fit over a small window, which sees few colours. */
const RIDGE = 2e-3

/**
 * The affine change that makes the colours of `from` those of `to` best in a window around each place, and the less it is told by
 * the window the nearer to none (the colour half of Zhu et al. 2016, section 4.3).
 *
 * @param radius of the window, in pixels
 * @param ridge  variance that tells of no change as strongly as so much tells of one
 */
export function colorChange(from: Frame, to: Frame, radius: number, ridge = RIDGE): ColorChange {
  const size = { width: from.width, height: from.height }
  const count = size.width * size.height
  const mean = (plane: Float32Array) => boxMean(plane, size, radius)
  const product = (a: Float32Array, b: Float32Array) => mean(a.map((value, i) => value * b[i]!))
  const [s, d] = [planesOf(from), planesOf(to)]
  const [meanS, meanD] = [s.map(mean), d.map(mean)]
  const squares = s.map((a) => s.map((b) => product(a, b)))
  const crossed = d.map((a) => s.map((b) => product(a, b)))
  const result = Array.from({ length: CHANGES }, () => new Float32Array(count))
  const matrix = new Float64Array(9)
  const inverse = new Float64Array(9)
  for (let i = 0; i < count; i++) {
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++)
        matrix[3 * a + b] = squares[a]![b]![i]! - meanS[a]![i]! * meanS[b]![i]! + (a === b ? ridge : 0)
    invert(matrix, inverse)
    for (let row = 0; row < 3; row++) {
      let offset = meanD[row]![i]!
      for (let column = 0; column < 3; column++) {
        let factor = 0
        for (let k = 0; k < 3; k++) {
          const told = crossed[row]![k]![i]! - meanD[row]![i]! * meanS[k]![i]! + (row === k ? ridge : 0)
          factor += told * inverse[3 * k + column]!
        }
        result[4 * row + column]![i] = factor
        offset -= factor * meanS[column]![i]!
      }
      result[4 * row + 3]![i] = offset
    }
  }
  return result.map(mean)
}

/** A frame in its changed colours. */
export function changed({ width, height, data }: Frame, change: ColorChange): Frame {
  const planes = planesOf({ width, height, data })
  const count = width * height
  const result = new Float32Array(data.length)
  for (let row = 0; row < 3; row++) {
    const [a, b, c, offset] = change.slice(4 * row, 4 * row + 4) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    for (let i = 0; i < count; i++)
      result[row * count + i] =
        a[i]! * planes[0]![i]! + b[i]! * planes[1]![i]! + c[i]! * planes[2]![i]! + offset[i]!
  }
  return { width, height, data: result }
}

/** The inverse of a symmetric matrix 3 x 3, positive by its ridge. */
function invert(m: Float64Array, out: Float64Array): void {
  const [a, b, c, , e, f, , , i] = m as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const [A, B, C] = [e * i - f * f, c * f - b * i, b * f - c * e]
  const scale = 1 / (a * A + b * B + c * C)
  out.set([A, B, C, B, a * i - c * c, b * c - a * f, C, b * c - a * f, a * e - b * b].map((x) => x * scale))
}
