import type { Rect } from '../../electron/contract/pixels.ts'
import { type Matrix, type Point, transformPoint } from '../document/transform.ts'

// Pure plane geometry beyond what documents need. Nothing in this file reads a store.

export function scaleAndTranslate(scale: number, e: number, f: number): Matrix {
  return { a: scale, b: 0, c: 0, d: scale, e, f }
}

export function cornersOf({ x, y, width, height }: Rect): readonly [Point, Point, Point, Point] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

/** The smallest upright rectangle around the image of `rect`; fractional. */
export function boundsOf(matrix: Matrix, rect: Rect): Rect {
  return boundsOfPoints(cornersOf(rect).map((corner) => transformPoint(matrix, corner)))
}

export function boundsOfPoints(points: readonly Point[]): Rect {
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** How many target pixels one source pixel becomes along its longer side. */
export function scaleOf({ a, b, c, d }: Matrix): number {
  return Math.max(Math.hypot(a, b), Math.hypot(c, d))
}

/** Whole pixels that cover `rect`, grown by `margin` on each side. */
export function roundOut({ x, y, width, height }: Rect, margin = 0): Rect {
  const left = Math.floor(x) - margin
  const top = Math.floor(y) - margin
  return {
    x: left,
    y: top,
    width: Math.ceil(x + width) + margin - left,
    height: Math.ceil(y + height) + margin - top,
  }
}

export function contains({ x, y, width, height }: Rect, p: Point): boolean {
  return p.x >= x && p.y >= y && p.x < x + width && p.y < y + height
}

/** The upright rectangle between two opposite corners. */
export function rectBetween(p: Point, q: Point): Rect {
  return {
    x: Math.min(p.x, q.x),
    y: Math.min(p.y, q.y),
    width: Math.abs(p.x - q.x),
    height: Math.abs(p.y - q.y),
  }
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
