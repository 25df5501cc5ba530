import { Random } from '../../../nets/random.ts'

/** A direction of latents, of length 1. */
export interface Direction {
  readonly axis: Float32Array
  /** What it has of all change that there is in the pictures, from 0 to 1. */
  readonly share: number
}

/** Rounds after which orthogonal iteration stands still for all that anybody sees. */
const ROUNDS = 80

/**
 * Along which latents pictures change most (after Härkönen et al. 2020, GANSpace): the principal components of what many latents
 * draw, and the latents that go with each, by regression.
 *
 * @param latents [Z] each
 * @param pictures what they look like, small, of one length
 * @param count directions at most, the strongest first
 */
export function directions(
  latents: readonly Float32Array[],
  pictures: readonly Float32Array[],
  count: number,
): Direction[] {
  const centred = withoutMean(pictures)
  const gram = centred.map((a) => Float64Array.from(centred, (b) => dot(a, b)))
  const trace = gram.reduce((sum, row, k) => sum + row[k]!, 0)
  const flat = withoutMean(latents)
  return leading(gram, count).flatMap(({ vector, value }) => {
    const axis = new Float32Array(latents[0]!.length)
    for (const [n, weight] of vector.entries())
      for (let k = 0; k < axis.length; k++) axis[k]! += weight * flat[n]![k]!
    const length = Math.sqrt(dot(axis, axis))
    return length > 0 && value > 1e-9 * trace
      ? [{ axis: axis.map((x) => x / length), share: value / trace }]
      : []
  })
}

/** The largest eigenvalues of a symmetric matrix and their vectors, by orthogonal iteration. */
function leading(matrix: readonly Float64Array[], count: number) {
  const size = matrix.length
  const random = new Random(1, 'directions')
  let vectors: Float64Array[] = Array.from({ length: Math.min(count, size) }, () =>
    Float64Array.from({ length: size }, () => random.normal()),
  )
  let values: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const next = vectors.map((vector) => Float64Array.from(matrix, (row) => dot(row, vector)))
    values = next.map((vector, k) => dot(vector, vectors[k]!) / (dot(vectors[k]!, vectors[k]!) || 1))
    vectors = orthonormal(next)
  }
  return vectors.map((vector, k) => ({ vector, value: values[k]! })).sort((a, b) => b.value - a.value)
}

/** By Gram and Schmidt, twice over, since once is not exact. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = []
  for (const vector of vectors) {
    let left = vector
    for (let again = 0; again < 2; again++)
      for (const other of done) {
        const along = dot(left, other)
        left = left.map((x, k) => x - along * other[k]!)
      }
    const length = Math.sqrt(dot(left, left))
    done.push(length > 1e-12 ? left.map((x) => x / length) : left.map(() => 0))
  }
  return done
}

function withoutMean(rows: readonly Float32Array[]): Float64Array[] {
  const mean = Float64Array.from(
    rows[0]!,
    (_, k) => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length,
  )
  return rows.map((row) => Float64Array.from(row, (x, k) => x - mean[k]!))
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
