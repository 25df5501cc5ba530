import type { BlendSettings } from '../../contract/document/index.ts'

/**
 * An independent solution of the blend's equation on small pictures, from its definition alone: gradients are
 * rows of an explicit matrix over the symmetrically extended picture, the normal equations are formed from
 * those rows, and conjugate gradients solve them in double precision. It shares no code with the tool.
 */
export interface ReferenceProblem {
  width: number
  height: number
  /** One channel each, in [0, 1]. */
  object: Float64Array
  photo: Float64Array
  mask: Float64Array
  kernel: BlendSettings['kernel']
  weight: number
  anchor: Float64Array
  /** Pixels where `inside` is 0 keep the anchor's value. */
  inside?: Float64Array
}

/** One gradient: coefficients by pixel, and how much its square counts. */
interface Row {
  terms: Map<number, number>
  /** Every pixel under the stencil, also where the coefficient is zero. */
  stencil: number[]
  importance: number
}

const stencils: Record<string, { dx: number; dy: number; value: number }[][]> = {
  normal: [
    [
      { dx: 0, dy: 0, value: -1 },
      { dx: 1, dy: 0, value: 1 },
    ],
    [
      { dx: 0, dy: 0, value: -1 },
      { dx: 0, dy: 1, value: 1 },
    ],
  ],
  sobel: smoothed([1 / 4, 1 / 2, 1 / 4]),
  scharr: smoothed([3 / 16, 10 / 16, 3 / 16]),
  prewitt: smoothed([1 / 3, 1 / 3, 1 / 3]),
}

function smoothed(across: number[]) {
  const horizontal = []
  for (let s = -1; s <= 1; s++)
    for (let d = -1; d <= 1; d++) horizontal.push({ dx: d, dy: s, value: (d / 2) * across[s + 1]! })
  return [horizontal, horizontal.map(({ dx, dy, value }) => ({ dx: dy, dy: dx, value }))]
}

function rows(width: number, height: number, kernel: BlendSettings['kernel']): Row[] {
  const clamp = (v: number, n: number) => Math.min(n - 1, Math.max(0, v))
  const row = (taps: { x: number; y: number; value: number }[], importance: number): Row => {
    const terms = new Map<number, number>()
    const stencil = taps.map((t) => clamp(t.y, height) * width + clamp(t.x, width))
    for (const [i, at] of stencil.entries()) terms.set(at, (terms.get(at) ?? 0) + taps[i]!.value)
    return { terms, stencil, importance }
  }
  const all: Row[] = []
  if (kernel === 'roberts') {
    // Diagonals cross between four pixels; those on the mirror line belong to both sides, and count half.
    const value = Math.SQRT1_2
    for (let y = -1; y < height; y++)
      for (let x = -1; x < width; x++) {
        const importance = (x < 0 || x === width - 1 ? 0.5 : 1) * (y < 0 || y === height - 1 ? 0.5 : 1)
        const corners = (a: number, b: number, c: number, d: number) =>
          row(
            [
              { x, y, value: a },
              { x: x + 1, y, value: b },
              { x, y: y + 1, value: c },
              { x: x + 1, y: y + 1, value: d },
            ],
            importance,
          )
        all.push(corners(-value, 0, 0, value), corners(0, -value, value, 0))
      }
    return all
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (const taps of stencils[kernel]!)
        all.push(
          row(
            taps.map(({ dx, dy, value }) => ({ x: x + dx, y: y + dy, value })),
            1,
          ),
        )
  return all
}

/** The Gaussian of sigma 1/2 over 3x3 pixels, normalised, over the symmetrically extended picture. */
function gaussian(width: number, height: number, x: Float64Array): Float64Array {
  const near = Math.exp(-2) / (1 + 2 * Math.exp(-2))
  const weights = [near, 1 - 2 * near, near]
  const out = new Float64Array(x.length)
  for (let j = 0; j < height; j++)
    for (let i = 0; i < width; i++)
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const u = Math.min(width - 1, Math.max(0, i + dx))
          const v = Math.min(height - 1, Math.max(0, j + dy))
          out[j * width + i]! += weights[dx + 1]! * weights[dy + 1]! * x[v * width + u]!
        }
  return out
}

/** The minimiser of sum |K x - v|^2 + weight (x - anchor)' G (x - anchor). */
export function referenceBlend(problem: ReferenceProblem): Float64Array {
  const { width, height, object, photo, mask, kernel, weight, anchor } = problem
  const all = rows(width, height, kernel)
  const slope = (row: Row, x: Float64Array) => {
    let sum = 0
    for (const [i, value] of row.terms) sum += value * x[i]!
    return sum
  }
  const normal = (x: Float64Array) => {
    const out = gaussian(width, height, x).map((v) => v * weight)
    for (const row of all) {
      const s = slope(row, x) * row.importance
      for (const [i, value] of row.terms) out[i]! += value * s
    }
    return out
  }
  const right = gaussian(width, height, anchor).map((v) => v * weight)
  for (const row of all) {
    const share = Math.min(...row.stencil.map((i) => mask[i]!))
    const wanted = share * slope(row, object) + (1 - share) * slope(row, photo)
    for (const [i, value] of row.terms) right[i]! += value * wanted * row.importance
  }
  const { inside } = problem
  const free = (x: Float64Array) => (inside ? x.map((v, i) => (inside[i]! > 0 ? v : 0)) : x)
  return conjugateGradients(normal, right, anchor, free)
}

function conjugateGradients(
  apply: (x: Float64Array) => Float64Array,
  right: Float64Array,
  start: Float64Array,
  free: (x: Float64Array) => Float64Array,
): Float64Array {
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0)
  const x = start.slice()
  const first = apply(x)
  const residual = free(right.map((v, i) => v - first[i]!))
  let direction = residual.slice()
  let size = dot(residual, residual)
  for (let step = 0; step < 20000 && size > 1e-22; step++) {
    const image = free(apply(direction))
    const alpha = size / dot(direction, image)
    for (let i = 0; i < x.length; i++) {
      x[i]! += alpha * direction[i]!
      residual[i]! -= alpha * image[i]!
    }
    const next = dot(residual, residual)
    direction = residual.map((v, i) => v + (next / size) * direction[i]!)
    size = next
  }
  return x
}
