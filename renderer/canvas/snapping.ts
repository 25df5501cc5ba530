import type { Rect } from '../../electron/contract/pixels.ts'
import type { Point } from '../document/transform.ts'

// Pure: what a drag catches on. Nothing in this file reads a store. All numbers are document pixels.

/** Upright lines at `x`, level ones at `y`. */
export interface SnapTargets {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

export interface Snapped {
  /** What to add so that it fits. */
  readonly dx: number
  readonly dy: number
  /** The lines it fits to, to be shown. */
  readonly lines: SnapTargets
}

/** Both edges and the middle of each rectangle, and the guides. */
export function snapTargets(rects: readonly Rect[], guides: SnapTargets): SnapTargets {
  return {
    x: unique([...rects.flatMap((r) => [r.x, r.x + r.width / 2, r.x + r.width]), ...guides.x]),
    y: unique([...rects.flatMap((r) => [r.y, r.y + r.height / 2, r.y + r.height]), ...guides.y]),
  }
}

/** Fits edges or middle of a rectangle to the nearest targets within `tolerance`, each axis for itself. */
export function snapRect(rect: Rect, targets: SnapTargets, tolerance: number): Snapped {
  return snapped(
    [rect.x, rect.x + rect.width / 2, rect.x + rect.width],
    [rect.y, rect.y + rect.height / 2, rect.y + rect.height],
    targets,
    tolerance,
  )
}

export function snapPoint({ x, y }: Point, targets: SnapTargets, tolerance: number): Snapped {
  return snapped([x], [y], targets, tolerance)
}

function snapped(xs: number[], ys: number[], targets: SnapTargets, tolerance: number): Snapped {
  const dx = nearest(xs, targets.x, tolerance)
  const dy = nearest(ys, targets.y, tolerance)
  return {
    dx: dx ?? 0,
    dy: dy ?? 0,
    lines: {
      x: dx === null ? [] : touched(xs, targets.x, dx),
      y: dy === null ? [] : touched(ys, targets.y, dy),
    },
  }
}

/** The smallest shift that brings one of `values` onto one of `targets`; null beyond `tolerance`. */
function nearest(values: readonly number[], targets: readonly number[], tolerance: number): number | null {
  let best: number | null = null
  for (const value of values)
    for (const target of targets) {
      const shift = target - value
      if (Math.abs(shift) <= tolerance && (best === null || Math.abs(shift) < Math.abs(best))) best = shift
    }
  return best
}

function touched(values: readonly number[], targets: readonly number[], shift: number): number[] {
  return targets.filter((target) => values.some((value) => Math.abs(value + shift - target) < 1e-6))
}

const unique = (values: number[]) => [...new Set(values)].sort((a, b) => a - b)
