/** Off the diagonal, relative to the whole matrix, nothing larger than this is left. */
const TOLERANCE = 1e-13
/** Sweeps over all pairs; some ten suffice. */
const MAX_SWEEPS = 60

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan 2013, section 8.5).
 *
 * @param matrix [n, n], row-major; left as it is
 * @returns values in no particular order, and vectors as the columns of [n, n]
 */
export function symmetricEigen(
  matrix: Float64Array,
  n: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(n * n)
  for (let k = 0; k < n; k++) vectors[k * n + k] = 1
  const whole = a.reduce((sum, x) => sum + x * x, 0)
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += 2 * a[p * n + q]! ** 2
    if (off <= TOLERANCE ** 2 * whole) break
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q)
  }
  return { values: Float64Array.from({ length: n }, (_, k) => a[k * n + k]!), vectors }
}

/** Turns rows and columns p and q so that the element between them becomes zero. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const between = a[p * n + q]!
  if (between === 0) return
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * between)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const cosine = 1 / Math.hypot(tangent, 1)
  const sine = tangent * cosine
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, cosine, sine)
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, cosine, sine)
  for (let k = 0; k < n; k++) turn(vectors, k * n + p, k * n + q, cosine, sine)
}

function turn(a: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const [x, y] = [a[i]!, a[j]!]
  a[i] = cosine * x - sine * y
  a[j] = sine * x + cosine * y
}
