import { GanvasError } from '../../contract/errors.ts'
import { symmetricEigen } from './symmetricEigen.ts'

/** Features of pictures, a row each, and how many numbers a row has. */
export interface FeatureRows {
  readonly rows: Float32Array
  readonly dimensions: number
}

/** A distance of two sets of pictures by their features, which means little without how many they were. */
export interface FeatureDistance {
  readonly value: number
  /** Pictures of either set. */
  readonly pictures: readonly [number, number]
}

const countOf = ({ rows, dimensions }: FeatureRows): number => rows.length / dimensions

/**
 * Fréchet distance of the normal distributions that features of two sets have (Dowson and Landau 1982; Heusel et al. 2017):
 * |m - n|² + tr(A + B - 2 (A B)^(1/2)), with covariances of N - 1. It is too high for few pictures, the more so the more
 * dimensions there are: compare only what was taken over as many.
 *
 * @throws internal for fewer than two pictures, or rows of unequal length
 */
export function frechetDistance(a: FeatureRows, b: FeatureRows): FeatureDistance {
  check(a, b)
  const n = a.dimensions
  const [first, second] = [statisticsOf(a), statisticsOf(b)]
  let means = 0
  for (let k = 0; k < n; k++) means += (first.mean[k]! - second.mean[k]!) ** 2
  const root = squareRoot(first.covariance, n)
  // The eigenvalues of A B are those of the symmetric A^(1/2) B A^(1/2).
  const product = multiply(multiply(root, second.covariance, n), root, n)
  const shared = symmetricEigen(product, n).values.reduce(
    (sum, value) => sum + Math.sqrt(Math.max(0, value)),
    0,
  )
  const trace = (matrix: Float64Array) => {
    let sum = 0
    for (let k = 0; k < n; k++) sum += matrix[k * n + k]!
    return sum
  }
  const value = means + trace(first.covariance) + trace(second.covariance) - 2 * shared
  return { value: Math.max(0, value), pictures: [countOf(a), countOf(b)] }
}

/**
 * Kernel distance of two sets (Bińkowski et al. 2018): the unbiased squared maximum mean discrepancy by the kernel
 * (x · y / dimensions + 1)³. Its mean does not depend on how many pictures there are; below zero by chance where they are alike.
 *
 * @throws internal for fewer than two pictures, or rows of unequal length
 */
export function kernelDistance(a: FeatureRows, b: FeatureRows): FeatureDistance {
  check(a, b)
  const within = (set: FeatureRows) => {
    const count = countOf(set)
    let sum = 0
    for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) sum += 2 * kernel(set, i, set, j)
    return sum / (count * (count - 1))
  }
  let between = 0
  for (let i = 0; i < countOf(a); i++) for (let j = 0; j < countOf(b); j++) between += kernel(a, i, b, j)
  const value = within(a) + within(b) - (2 * between) / (countOf(a) * countOf(b))
  return { value, pictures: [countOf(a), countOf(b)] }
}

function check(a: FeatureRows, b: FeatureRows): void {
  if (a.dimensions === b.dimensions && countOf(a) >= 2 && countOf(b) >= 2) return
  throw new GanvasError(
    'internal',
    `Features of ${countOf(a)} and ${countOf(b)} pictures, ${a.dimensions} and ${b.dimensions} numbers each, cannot be compared. Take at least two pictures of each, through the same network.`,
  )
}

function kernel(a: FeatureRows, i: number, b: FeatureRows, j: number): number {
  const { dimensions } = a
  let dot = 0
  for (let k = 0; k < dimensions; k++) dot += a.rows[i * dimensions + k]! * b.rows[j * dimensions + k]!
  return (dot / dimensions + 1) ** 3
}

function statisticsOf({ rows, dimensions: n }: FeatureRows): {
  mean: Float64Array
  covariance: Float64Array
} {
  const count = rows.length / n
  const mean = new Float64Array(n)
  for (const [at, value] of rows.entries()) mean[at % n]! += value / count
  const covariance = new Float64Array(n * n)
  const centred = Float64Array.from(rows, (value, at) => value - mean[at % n]!)
  for (let row = 0; row < count; row++)
    for (let i = 0; i < n; i++) {
      const x = centred[row * n + i]! / (count - 1)
      for (let j = 0; j <= i; j++) covariance[i * n + j]! += x * centred[row * n + j]!
    }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) covariance[j * n + i] = covariance[i * n + j]!
  return { mean, covariance }
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k]!
      for (let j = 0; j < n; j++) product[i * n + j]! += x * b[k * n + j]!
    }
  return product
}

/** The square root of a symmetric positive semi-definite matrix [n, n]; negative eigenvalues, which are rounding, count as 0. */
function squareRoot(matrix: Float64Array, n: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n)
  const scaled = vectors.map((x, at) => x * Math.sqrt(Math.max(0, values[at % n]!)))
  const turned = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) turned[j * n + i] = vectors[i * n + j]!
  return multiply(scaled, turned, n)
}
