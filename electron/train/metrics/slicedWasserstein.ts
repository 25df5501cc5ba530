import { Random } from '../../nets/random.ts'

/**
 * Sliced Wasserstein distance (Rabin et al. 2011) of two sets of as many vectors: the mean, over random directions,
 * of the mean absolute difference of the sorted projections.
 *
 * @param a row-major [N, dimensions]
 * @param b the same
 */
export function slicedWasserstein(
  a: Float32Array,
  b: Float32Array,
  dimensions: number,
  { directions = 128, seed = 0 } = {},
): number {
  const random = new Random(seed, 'directions')
  let sum = 0
  for (let k = 0; k < directions; k++) {
    const direction = Float64Array.from({ length: dimensions }, () => random.normal())
    const length = Math.hypot(...direction)
    const [left, right] = [project(a, direction, length), project(b, direction, length)]
    let difference = 0
    for (let index = 0; index < left.length; index++) difference += Math.abs(left[index]! - right[index]!)
    sum += difference / left.length
  }
  return sum / directions
}

function project(rows: Float32Array, direction: Float64Array, length: number): Float64Array {
  const dimensions = direction.length
  const projected = new Float64Array(rows.length / dimensions)
  for (let row = 0; row < projected.length; row++) {
    let dot = 0
    for (let k = 0; k < dimensions; k++) dot += rows[row * dimensions + k]! * direction[k]!
    projected[row] = dot / length
  }
  return projected.sort()
}
