import type { Point } from '../outline/outline.ts'

/** Pieces that a curve is divided into at most; hardly ever more than three are needed. */
const MAX_PIECES = 16

type Cubic = readonly [Point, Point, Point, Point]

const mix = (a: Point, b: Point, t: number): Point => ({ x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) })

/**
 * The control points of quadratic curves that come within `tolerance` of a cubic one; the nodes between them lie in the middles.
 * The ends keep their tangents, so that extremes stay extremes. As few as are enough.
 *
 * Each piece of the cubic has the control that lies on the tangent of its beginning and of its end by halves, the first and the
 * last one on the curve's own; the distance is bounded by that of the two curves' control points, both as cubics.
 */
export function quadraticControls(cubic: Cubic, tolerance: number): Point[] {
  for (let count = 1; ; count++) {
    const controls = count === 1 ? meeting(cubic) : spline(cubic, count)
    if (controls && (count === MAX_PIECES || isWithin(cubic, controls, tolerance))) return controls
  }
}

/** One control where the tangents meet, if they do between the ends. */
function meeting([p, q, r, s]: Cubic): Point[] | null {
  const [ux, uy, vx, vy] = [q.x - p.x, q.y - p.y, r.x - s.x, r.y - s.y]
  const across = ux * vy - uy * vx
  if (across === 0) return null
  const share = ((s.x - p.x) * vy - (s.y - p.y) * vx) / across
  const back = ((s.x - p.x) * uy - (s.y - p.y) * ux) / across
  return share > 0 && back > 0 ? [{ x: p.x + share * ux, y: p.y + share * uy }] : null
}

function spline(cubic: Cubic, count: number): Point[] {
  return pieces(cubic, count).map(([p, q, r, s], at) => mix(mix(p, q, 1.5), mix(s, r, 1.5), at / (count - 1)))
}

/** The parts of a cubic of equal length in its parameter. */
function pieces(cubic: Cubic, count: number): Cubic[] {
  const found: Cubic[] = []
  let rest = cubic
  for (let left = count; left > 1; left--) {
    const [p, q, r, s] = rest
    const t = 1 / left
    const [a, b, c] = [mix(p, q, t), mix(q, r, t), mix(r, s, t)]
    const [d, e] = [mix(a, b, t), mix(b, c, t)]
    const at = mix(d, e, t)
    found.push([p, a, d, at])
    rest = [at, e, c, s]
  }
  return [...found, rest]
}

function isWithin(cubic: Cubic, controls: readonly Point[], tolerance: number): boolean {
  const parts = pieces(cubic, controls.length)
  let from = cubic[0]
  return controls.every((control, at) => {
    const next = controls[at + 1]
    const to = next ? mix(control, next, 0.5) : cubic[3]
    const [p, q, r, s] = parts[at]!
    // Both as cubics of the same parameter: what lies between them is a cubic too.
    const away = [
      difference(from, p),
      difference(mix(from, control, 2 / 3), q),
      difference(mix(to, control, 2 / 3), r),
      difference(to, s),
    ] as const
    from = to
    return staysWithin(away, tolerance)
  })
}

const difference = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y })

/** Whether a cubic stays within a distance of the origin: by its middle, then by its control points, then by its halves. */
function staysWithin(cubic: Cubic, tolerance: number, depth = 0): boolean {
  const [p, q, r, s] = cubic
  const far = ({ x, y }: Point) => Math.hypot(x, y) > tolerance
  const middle = mix(mix(mix(p, q, 0.5), mix(q, r, 0.5), 0.5), mix(mix(q, r, 0.5), mix(r, s, 0.5), 0.5), 0.5)
  if (far(p) || far(s) || far(middle)) return false
  if (!far(q) && !far(r)) return true
  return depth < 8 && pieces(cubic, 2).every((half) => staysWithin(half, tolerance, depth + 1))
}
