/** Points [x0, y0, x1, y1, …], a direction of length one, and a curve's four points: all in pixels. */
export type Points = readonly number[] | Float64Array
export type Vector = readonly [number, number]
export type Curve = readonly [Vector, Vector, Vector, Vector]

export interface Fit {
  curve: Curve
  /** Greatest distance of a point from the curve, and the number of that point. */
  error: number
  worst: number
}

const ROUNDS = 4

/**
 * The cubic curve between the first and the last point that leaves and arrives in given directions and is nearest to the points
 * between (Schneider 1990), by least squares, with parameters improved by Newton's method.
 *
 * @param leave direction in which the curve leaves the first point
 * @param arrive direction from the last point backwards
 * @param enough error below which it is not improved further
 */
export function fitCubic(points: Points, leave: Vector, arrive: Vector, enough: number): Fit {
  const share = chordShares(points)
  let best: Fit | null = null
  for (let round = 0; round < ROUNDS; round++) {
    const curve = leastSquares(points, share, leave, arrive)
    const fit = measured(points, share, curve)
    if (!best || fit.error < best.error) best = fit
    if (best.error <= enough) break
    improve(points, share, curve)
  }
  return best!
}

function chordShares(points: Points): Float64Array {
  const count = points.length / 2
  const share = new Float64Array(count)
  for (let k = 1; k < count; k++)
    share[k] =
      share[k - 1]! + Math.hypot(points[2 * k]! - points[2 * k - 2]!, points[2 * k + 1]! - points[2 * k - 1]!)
  const total = share[count - 1] || 1
  for (let k = 0; k < count; k++) share[k] = share[k]! / total
  return share
}

function leastSquares(points: Points, share: Float64Array, leave: Vector, arrive: Vector): Curve {
  const last = points.length - 2
  const [x0, y0, x3, y3] = [points[0]!, points[1]!, points[last]!, points[last + 1]!]
  const cosine = leave[0] * arrive[0] + leave[1] * arrive[1]
  let c00 = 0
  let c01 = 0
  let c11 = 0
  let r0 = 0
  let r1 = 0
  for (let k = 0; k < share.length; k++) {
    const t = share[k]!
    const s = 1 - t
    const b1 = 3 * s * s * t
    const b2 = 3 * s * t * t
    const near = s * s * s + b1
    const dx = points[2 * k]! - near * x0 - (1 - near) * x3
    const dy = points[2 * k + 1]! - near * y0 - (1 - near) * y3
    c00 += b1 * b1
    c01 += b1 * b2 * cosine
    c11 += b2 * b2
    r0 += b1 * (leave[0] * dx + leave[1] * dy)
    r1 += b2 * (arrive[0] * dx + arrive[1] * dy)
  }
  const chord = Math.hypot(x3 - x0, y3 - y0)
  const determinant = c00 * c11 - c01 * c01
  let a = determinant === 0 ? 0 : (r0 * c11 - r1 * c01) / determinant
  let b = determinant === 0 ? 0 : (c00 * r1 - c01 * r0) / determinant
  const min = 0.05 * chord
  if (!(a > min) || !(b > min) || a > 2 * chord || b > 2 * chord) {
    a = chord / 3
    b = chord / 3
  }
  // Handles that pass the place where they meet make loops and new extremes.
  const across = leave[0] * arrive[1] - leave[1] * arrive[0]
  if (Math.abs(across) > 1e-6) {
    const meetA = ((x3 - x0) * arrive[1] - (y3 - y0) * arrive[0]) / across
    const meetB = ((x3 - x0) * leave[1] - (y3 - y0) * leave[0]) / across
    if (meetA > 0 && meetB > 0) {
      a = Math.min(a, meetA)
      b = Math.min(b, meetB)
    }
  }
  return [
    [x0, y0],
    [x0 + a * leave[0], y0 + a * leave[1]],
    [x3 + b * arrive[0], y3 + b * arrive[1]],
    [x3, y3],
  ]
}

const value = ([p, q, r, s]: Curve, axis: 0 | 1, t: number) => {
  const u = 1 - t
  return u * u * u * p[axis] + 3 * u * u * t * q[axis] + 3 * u * t * t * r[axis] + t * t * t * s[axis]
}

function measured(points: Points, share: Float64Array, curve: Curve): Fit {
  let [error, worst] = [0, 0]
  for (let k = 1; k + 1 < share.length; k++) {
    const away = Math.hypot(
      value(curve, 0, share[k]!) - points[2 * k]!,
      value(curve, 1, share[k]!) - points[2 * k + 1]!,
    )
    if (away > error) [error, worst] = [away, k]
  }
  return { curve, error, worst }
}

function improve(points: Points, share: Float64Array, curve: Curve): void {
  const [p, q, r, s] = curve
  for (let k = 1; k + 1 < share.length; k++) {
    const t = share[k]!
    const u = 1 - t
    let top = 0
    let bottom = 0
    for (const axis of [0, 1] as const) {
      const away = value(curve, axis, t) - points[2 * k + axis]!
      const slope =
        3 * (u * u * (q[axis] - p[axis]) + 2 * u * t * (r[axis] - q[axis]) + t * t * (s[axis] - r[axis]))
      const bend = 6 * (u * (r[axis] - 2 * q[axis] + p[axis]) + t * (s[axis] - 2 * r[axis] + q[axis]))
      top += away * slope
      bottom += slope * slope + away * bend
    }
    if (bottom !== 0) share[k] = Math.min(1, Math.max(0, t - top / bottom))
  }
}
