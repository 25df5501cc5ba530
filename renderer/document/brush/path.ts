import type { Point } from '../transform.ts'

/** A pointer's place in document pixels. */
export interface PointerSample extends Point {
  /** 0 to 1; 1 for devices that feel none. */
  readonly pressure: number
  /** Milliseconds, from any origin. */
  readonly time: number
}

export interface PathPoint extends Point {
  readonly pressure: number
}

export interface PathOptions {
  /** 0: the line follows the pointer; 1: it follows slowly and evens out a shaking hand. */
  readonly smoothing: number
  /** Distance between points in document pixels, for a pressure. */
  readonly spacing: (pressure: number) => number
}

/** Milliseconds in which a fully smoothed line makes up 63 % of its lag. */
const LAG = 120

/**
 * Turns pointer samples into evenly spaced points on a smooth curve. The pointer is followed with an exponential
 * lag; between the midpoints of successive places runs a parabola whose tangent they are, so there is no corner.
 */
export class StrokePath {
  readonly #options: PathOptions
  #last: PointerSample | null = null
  /** Where the lagging line is. */
  #current: PathPoint | null = null
  /** The end of the curve so far. */
  #tip: PathPoint | null = null
  /** How far along the curve the next point is. */
  #untilNext = 0

  constructor(options: PathOptions) {
    this.#options = options
  }

  /** The points that a sample adds; the first sample is a point itself. */
  add(sample: PointerSample): PathPoint[] {
    const last = this.#last
    this.#last = sample
    if (!last || !this.#current) {
      const { x, y, pressure } = sample
      this.#current = this.#tip = { x, y, pressure }
      this.#untilNext = this.#options.spacing(pressure)
      return [this.#current]
    }
    const lag = LAG * this.#options.smoothing
    const elapsed = Math.max(1, sample.time - last.time)
    const next = mix(this.#current, sample, lag > 0 ? 1 - Math.exp(-elapsed / lag) : 1)
    const points = this.#curve(this.#current, mix(this.#current, next, 0.5))
    this.#current = next
    return points
  }

  /** The points up to the last sample, where a lagging line catches up. */
  end(): PathPoint[] {
    const last = this.#last
    if (!last || !this.#current) return []
    const points = this.#curve(this.#current, mix(this.#current, last, 0.5))
    return [...points, ...this.#curve(mix(this.#tip!, last, 0.5), last)]
  }

  /** Continues from the tip to `to`, bent towards `control`. */
  #curve(control: PathPoint, to: PathPoint): PathPoint[] {
    const from = this.#tip!
    const length =
      Math.hypot(control.x - from.x, control.y - from.y) + Math.hypot(to.x - control.x, to.y - control.y)
    const pieces = Math.max(1, Math.ceil(length / 2))
    const points: PathPoint[] = []
    let start = from
    for (let i = 1; i <= pieces; i++) {
      const t = i / pieces
      const end = mix(mix(from, control, t), mix(control, to, t), t)
      this.#walk(start, end, points)
      start = end
    }
    this.#tip = to
    return points
  }

  #walk(from: PathPoint, to: PathPoint, points: PathPoint[]): void {
    const length = Math.hypot(to.x - from.x, to.y - from.y)
    let at = this.#untilNext
    while (at <= length) {
      const point = mix(from, to, length > 0 ? at / length : 0)
      points.push(point)
      at += this.#options.spacing(point.pressure)
    }
    this.#untilNext = at - length
  }
}

function mix(a: PathPoint, b: PathPoint, t: number): PathPoint {
  return {
    x: a.x + (b.x - a.x) * t,
    y: a.y + (b.y - a.y) * t,
    pressure: a.pressure + (b.pressure - a.pressure) * t,
  }
}
