import type { Points, Vector } from './cubic.ts'

/** A straight line through a point, with a direction of length one. */
export interface Line {
  at: Vector
  along: Vector
}

/** The line nearest to points `from` to `to`, both included, by total least squares, pointing from the first to the last. */
export function fitLine(points: Points, from: number, to: number): Line {
  const count = to - from + 1
  let [x, y] = [0, 0]
  for (let k = from; k <= to; k++) {
    x += points[2 * k]! / count
    y += points[2 * k + 1]! / count
  }
  let [xx, xy, yy] = [0, 0, 0]
  for (let k = from; k <= to; k++) {
    const [dx, dy] = [points[2 * k]! - x, points[2 * k + 1]! - y]
    xx += dx * dx
    xy += dx * dy
    yy += dy * dy
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy)
  const forward =
    Math.cos(angle) * (points[2 * to]! - points[2 * from]!) +
    Math.sin(angle) * (points[2 * to + 1]! - points[2 * from + 1]!)
  const sign = forward < 0 ? -1 : 1
  return { at: [x, y], along: [sign * Math.cos(angle), sign * Math.sin(angle)] }
}

/** Greatest distance of points `from` to `to` from a line. */
export function awayFrom({ at, along }: Line, points: Points, from: number, to: number): number {
  let max = 0
  for (let k = from; k <= to; k++) {
    const away = Math.abs((points[2 * k]! - at[0]) * along[1] - (points[2 * k + 1]! - at[1]) * along[0])
    if (away > max) max = away
  }
  return max
}

/** Where two lines meet, or null where they are nearly parallel. */
export function meeting(one: Line, other: Line): Vector | null {
  const across = one.along[0] * other.along[1] - one.along[1] * other.along[0]
  if (Math.abs(across) < 0.08) return null
  const [dx, dy] = [other.at[0] - one.at[0], other.at[1] - one.at[1]]
  const length = (dx * other.along[1] - dy * other.along[0]) / across
  return [one.at[0] + length * one.along[0], one.at[1] + length * one.along[1]]
}

/** The foot of a point on a line. */
export function foot({ at, along }: Line, [x, y]: Vector): Vector {
  const length = (x - at[0]) * along[0] + (y - at[1]) * along[1]
  return [at[0] + length * along[0], at[1] + length * along[1]]
}

/** Made exactly horizontal or vertical where it is so within a degree and moves no end by more than `most` pixels. */
export function snapped(line: Line, length: number, max: number): Line {
  const [x, y] = line.along
  if (Math.abs(y) < 0.0175 && Math.abs(y) * length < 2 * max) return { at: line.at, along: [Math.sign(x), 0] }
  if (Math.abs(x) < 0.0175 && Math.abs(x) * length < 2 * max) return { at: line.at, along: [0, Math.sign(y)] }
  return line
}

export interface StraightOptions {
  /** Greatest distance of a point from a run's line, in pixels. */
  tolerance: number
  /** Least length of a run, in pixels. */
  minRun: number
}

/** Runs of points, first and last number, that lie on straight lines. */
export function straightRuns(points: Points, { tolerance, minRun }: StraightOptions): [number, number][] {
  const count = points.length / 2
  const runs: [number, number][] = []
  const distance = (a: number, b: number) =>
    Math.hypot(points[2 * b]! - points[2 * a]!, points[2 * b + 1]! - points[2 * a + 1]!)
  let from = 0
  while (from < count - 1) {
    let to = from + 1
    while (to < count - 1 && distance(from, to) < minRun) to++
    if (distance(from, to) < minRun) break
    if (awayFrom(fitLine(points, from, to), points, from, to) > tolerance) {
      from++
      continue
    }
    for (let step = 8; step >= 1; ) {
      const further = to + step
      if (further < count && awayFrom(fitLine(points, from, further), points, from, further) <= tolerance)
        to = further
      else step >>= 1
    }
    runs.push([from, to])
    from = to
  }
  return runs
}
