/** Added to the variances, in squared steps of 1/255: a region of one colour still has a density. */
const LEAST_VARIANCE = 1
const COMPONENTS = 5
const STEPS_OF_KMEANS = 8

/** Numbers of a component: the logarithm of its share over the root of the determinant, mean, inverse of the covariance. */
const NUMBERS = 10

/** A density over colours: a sum of normal distributions with full covariances. */
export class ColorMixture {
  /** Component k from 10 k on; flat, since every pixel asks every component. */
  readonly #numbers: Float64Array
  /** Log density of the component that was found last. */
  #log = 0

  private constructor(normals: readonly (readonly number[])[]) {
    this.#numbers = Float64Array.from(normals.flat())
  }

  /**
   * The mixture of the chosen pixels, grouped by k-means about centres that are drawn far apart from each other.
   * @param colors red, green and blue of pixel i at 3 i, 0 to 255
   * @param chosen the pixels; at least one
   */
  static of(colors: Float32Array, chosen: Int32Array): ColorMixture {
    const groups = cluster(colors, chosen, Math.min(COMPONENTS, chosen.length))
    return new ColorMixture(momentsOf(colors, chosen, groups))
  }

  /** The same again with every pixel in the component that explains it best (Rother et al. 2004, steps 1 and 2). */
  refit(colors: Float32Array, chosen: Int32Array): ColorMixture {
    const groups = new Uint8Array(chosen.length)
    for (let i = 0; i < chosen.length; i++) groups[i] = this.#find(colors, 3 * chosen[i]!)
    return new ColorMixture(momentsOf(colors, chosen, groups))
  }

  /** Minus the logarithm of the largest component's density at a colour, up to a constant (their D, equation 9). */
  cost(colors: Float32Array, at: number): number {
    this.#find(colors, at)
    return -this.#log
  }

  /** @returns the component that explains a colour best */
  #find(colors: Float32Array, at: number): number {
    const n = this.#numbers
    const [red, green, blue] = [colors[at]!, colors[at + 1]!, colors[at + 2]!]
    let best = 0
    this.#log = Number.NEGATIVE_INFINITY
    for (let k = 0; k < n.length; k += NUMBERS) {
      const x = red - n[k + 1]!
      const y = green - n[k + 2]!
      const z = blue - n[k + 3]!
      const squares = n[k + 4]! * x * x + n[k + 7]! * y * y + n[k + 9]! * z * z
      const products = n[k + 5]! * x * y + n[k + 6]! * x * z + n[k + 8]! * y * z
      const log = n[k]! - 0.5 * squares - products
      if (log > this.#log) {
        this.#log = log
        best = k / NUMBERS
      }
    }
    return best
  }
}

function cluster(colors: Float32Array, chosen: Int32Array, count: number): Uint8Array {
  const centres = farApart(colors, chosen, count)
  const groups = new Uint8Array(chosen.length)
  for (let step = 0; step < STEPS_OF_KMEANS; step++) {
    const sums = new Float64Array(4 * centres.length)
    for (const [i, pixel] of chosen.entries()) {
      const k = nearest(colors, 3 * pixel, centres)
      groups[i] = k
      for (let c = 0; c < 3; c++) sums[4 * k + c]! += colors[3 * pixel + c]!
      sums[4 * k + 3]!++
    }
    for (const [k, centre] of centres.entries())
      for (let c = 0; c < 3; c++) if (sums[4 * k + 3]! > 0) centre[c] = sums[4 * k + c]! / sums[4 * k + 3]!
  }
  return groups
}

/** The mean's nearest pixel, then each time the one farthest from those taken: no chance is needed. */
function farApart(colors: Float32Array, chosen: Int32Array, count: number): number[][] {
  const colorOf = (pixel: number) => [colors[3 * pixel]!, colors[3 * pixel + 1]!, colors[3 * pixel + 2]!]
  const centres = [
    [0, 1, 2].map((c) => chosen.reduce((sum, p) => sum + colors[3 * p + c]!, 0) / chosen.length),
  ]
  const gaps = Float32Array.from(chosen, (pixel) => distanceTo(colors, 3 * pixel, centres[0]!))
  while (centres.length < count) {
    let farthest = 0
    for (const [i, gap] of gaps.entries()) if (gap > gaps[farthest]!) farthest = i
    const centre = colorOf(chosen[farthest]!)
    centres.push(centre)
    for (const [i, pixel] of chosen.entries())
      gaps[i] = Math.min(gaps[i]!, distanceTo(colors, 3 * pixel, centre))
  }
  return centres
}

function nearest(colors: Float32Array, at: number, centres: readonly number[][]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (let k = 0; k < centres.length; k++) {
    const gap = distanceTo(colors, at, centres[k]!)
    if (gap < least) [best, least] = [k, gap]
  }
  return best
}

function distanceTo(colors: Float32Array, at: number, centre: readonly number[]): number {
  return (
    (colors[at]! - centre[0]!) ** 2 +
    (colors[at + 1]! - centre[1]!) ** 2 +
    (colors[at + 2]! - centre[2]!) ** 2
  )
}

/** The components of the groups that have pixels, {@link NUMBERS} each. */
function momentsOf(colors: Float32Array, chosen: Int32Array, groups: Uint8Array): number[][] {
  const sums = Array.from({ length: COMPONENTS }, () => new Float64Array(10))
  for (let i = 0; i < chosen.length; i++) {
    const sum = sums[groups[i]!]!
    const at = 3 * chosen[i]!
    const [x, y, z] = [colors[at]!, colors[at + 1]!, colors[at + 2]!]
    sum[0]!++
    sum[1]! += x
    sum[2]! += y
    sum[3]! += z
    sum[4]! += x * x
    sum[5]! += x * y
    sum[6]! += x * z
    sum[7]! += y * y
    sum[8]! += y * z
    sum[9]! += z * z
  }
  return sums.filter(([count]) => count! > 0).map((sum) => normalOf([...sum], chosen.length))
}

function normalOf(sums: number[], total: number): number[] {
  const count = sums[0]!
  const [x, y, z, xx, xy, xz, yy, yz, zz] = sums.slice(1).map((sum) => sum / count) as [number, ...number[]]
  const a = Math.max(0, xx! - x * x) + LEAST_VARIANCE
  const d = Math.max(0, yy! - y! * y!) + LEAST_VARIANCE
  const f = Math.max(0, zz! - z! * z!) + LEAST_VARIANCE
  const [b, c, e] = [xy! - x * y!, xz! - x * z!, yz! - y! * z!]
  const determinant = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d)
  const adjugate = [d * f - e * e, c * e - b * f, b * e - c * d, a * f - c * c, b * c - a * e, a * d - b * b]
  const constant = Math.log(count / total) - 0.5 * Math.log(determinant)
  return [constant, x, y!, z!, ...adjugate.map((value) => value / determinant)]
}
