import type { Transform } from '../../electron/contract/document/index.ts'
import type { Rect } from '../../electron/contract/pixels.ts'
import { covering } from './geometry.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** `x' = a x + c y + e`, `y' = b x + d y + f`, as Canvas names them. */
export interface Matrix {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

/** From layer pixels to document pixels. Quarter turns come out exact. */
export function matrixOf({ x, y, scaleX, scaleY, rotation }: Transform): Matrix {
  const cos = cosine(rotation)
  const sin = cosine(rotation - 90)
  return { a: cos * scaleX, b: sin * scaleX, c: -sin * scaleY, d: cos * scaleY, e: x, f: y }
}

/** Cosine of degrees, exact at multiples of 90. */
function cosine(degrees: number): number {
  const turn = ((degrees % 360) + 360) % 360
  if (turn % 90 === 0) return [1, 0, -1, 0][turn / 90]!
  return Math.cos((turn * Math.PI) / 180)
}

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: outer.a * inner.e + outer.c * inner.f + outer.e,
    f: outer.b * inner.e + outer.d * inner.f + outer.f,
  }
}

export function inverse({ a, b, c, d, e, f }: Matrix): Matrix {
  const determinant = a * d - b * c
  return {
    a: d / determinant,
    b: -b / determinant,
    c: -c / determinant,
    d: a / determinant,
    e: (c * f - d * e) / determinant,
    f: (b * e - a * f) / determinant,
  }
}

export function transformPoint({ a, b, c, d, e, f }: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f }
}

/** The smallest whole-pixel rectangle around a transformed one. */
export function transformRect(matrix: Matrix, { x, y, width, height }: Rect): Rect {
  const corners = [
    { x, y },
    { x: x + width, y },
    { x, y: y + height },
    { x: x + width, y: y + height },
  ].map((corner) => transformPoint(matrix, corner))
  const xs = corners.map((corner) => rounded(corner.x))
  const ys = corners.map((corner) => rounded(corner.y))
  return covering(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
}

/** Undoes the last bits of rounding, which would otherwise cost a rectangle a whole pixel. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6

/** Whole-pixel shift, quarter turns and mirroring: pixels move without being resampled. */
export function isExact({ a, b, c, d, e, f }: Matrix): boolean {
  const straight =
    (b === 0 && c === 0 && Math.abs(a) === 1 && Math.abs(d) === 1) ||
    (a === 0 && d === 0 && Math.abs(b) === 1 && Math.abs(c) === 1)
  return straight && Number.isInteger(e) && Number.isInteger(f)
}

export const isShift = (matrix: Matrix): boolean => isExact(matrix) && matrix.a === 1 && matrix.d === 1
