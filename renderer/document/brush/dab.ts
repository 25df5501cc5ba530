import type { Rect } from '../../../electron/contract/pixels.ts'
import { covering, emptyRect, intersection } from '../geometry.ts'
import type { Matrix, Point } from '../transform.ts'

/**
 * Rules of this folder's kernels: coverage 0 to 255 in a buffer of the painted raster's size; lengths of brushes in
 * document pixels; no session, no canvas.
 */
export interface Coverage {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** One touch of the brush. */
export interface Dab {
  /** Diameter in document pixels, above 0. */
  readonly size: number
  /** 0: fades from the middle on, 1: full up to an antialiased edge. */
  readonly hardness: number
  /** 0 to 1. */
  readonly alpha: number
}

/** A touch of the brush at a place. */
export interface PlacedDab {
  readonly dab: Dab
  /** In the raster's pixels. */
  readonly centre: Point
  /** Which of the pointer's images it belongs to, from 0. */
  readonly image: number
  /** How that image of the pointer is turned and mirrored; its shift does not matter. */
  readonly reflection: Matrix
  /** How many dabs of the stroke came before. */
  readonly count: number
}

/** The squared document distance of an offset (u, v) in raster pixels: `uu u² + 2 uv u v + vv v²`. */
export interface Metric {
  readonly uu: number
  readonly uv: number
  readonly vv: number
}

/** @param matrix from raster pixels to document pixels; its shift does not matter */
export function metricOf({ a, b, c, d }: Matrix): Metric {
  return { uu: a * a + b * b, uv: a * c + b * d, vv: c * c + d * d }
}

/** Steps of a {@link profile}: fine enough for the one-pixel edge of the largest brush. */
const STEPS = 4096

/**
 * Coverage by squared distance: entry i is for i / STEPS of the squared outer radius, which lies half a pixel beyond
 * the brush's so that the edge is antialiased.
 */
function profile({ size, hardness, alpha }: Dab): { outer: number; values: Uint8Array } {
  const outer = size / 2 + 0.5
  const inner = Math.max(0, (hardness * size) / 2 - 0.5)
  const values = new Uint8Array(STEPS + 1)
  for (let i = 0; i < STEPS; i++) {
    const distance = outer * Math.sqrt((i + 0.5) / STEPS)
    const t = Math.min(1, Math.max(0, (distance - inner) / (outer - inner)))
    values[i] = Math.round(255 * alpha * (1 - t * t * (3 - 2 * t)))
  }
  return { outer, values }
}

let lastDab: Dab = { size: 0, hardness: 0, alpha: 0 }
let lastProfile = profile({ size: 1, hardness: 0, alpha: 0 })

/** Without pressure every dab of a stroke has the same profile. */
function profileOf(dab: Dab) {
  const { size, hardness, alpha } = dab
  if (lastDab.size !== size || lastDab.hardness !== hardness || lastDab.alpha !== alpha) {
    lastProfile = profile(dab)
    lastDab = dab
  }
  return lastProfile
}

/** The raster pixels that a dab around `centre` may cover. */
export function reachOf({ uu, uv, vv }: Metric, centre: Point, { size }: Pick<Dab, 'size'>): Rect {
  const outer = size / 2 + 0.5
  const determinant = uu * vv - uv * uv
  const x = outer * Math.sqrt(vv / determinant)
  const y = outer * Math.sqrt(uu / determinant)
  return covering(centre.x - x, centre.y - y, centre.x + x, centre.y + y)
}

/**
 * Raises the coverage to that of a dab around `centre` (in raster pixels); where dabs overlap the higher counts, so
 * a stroke never builds up over itself. Returns the raster pixels that may have changed.
 */
export function stampDab(coverage: Coverage, metric: Metric, centre: Point, dab: Dab): Rect {
  const { width, height, data } = coverage
  const { outer, values } = profileOf(dab)
  const { uu, uv, vv } = metric
  const box = intersection(reachOf(metric, centre, dab), { x: 0, y: 0, width, height })
  if (box.width === 0) return emptyRect
  const scale = STEPS / (outer * outer)
  for (let y = box.y; y < box.y + box.height; y++) {
    const v = y + 0.5 - centre.y
    // Where this row crosses the ellipse: uu u² + 2 uv v u + vv v² = outer².
    const root = uv * uv * v * v - uu * (vv * v * v - outer * outer)
    if (root <= 0) continue
    const middle = centre.x - (uv * v) / uu - 0.5
    const half = Math.sqrt(root) / uu
    const from = Math.max(box.x, Math.ceil(middle - half))
    const to = Math.min(box.x + box.width - 1, Math.floor(middle + half))
    const row = y * width
    for (let x = from; x <= to; x++) {
      const u = x + 0.5 - centre.x
      const value = values[(((uu * u + 2 * uv * v) * u + vv * v * v) * scale) | 0]!
      if (value > data[row + x]!) data[row + x] = value
    }
  }
  return box
}
