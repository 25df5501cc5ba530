import type { Point } from '../outline/outline.ts'

/**
 * A projective map of the plane, as a camera sees a flat page: row by row the matrix that takes (x, y, 1) to (u, v, w), which is the
 * point (u / w, v / w).
 */
export type PlaneMap = readonly [number, number, number, number, number, number, number, number, number]

export function at(map: PlaneMap, x: number, y: number): Point {
  const w = map[6] * x + map[7] * y + map[8]
  return { x: (map[0] * x + map[1] * y + map[2]) / w, y: (map[3] * x + map[4] * y + map[5]) / w }
}

/** The map that does `first` and then `then`. */
export function followed(first: PlaneMap, then: PlaneMap): PlaneMap {
  const product = Array.from({ length: 9 }, (_, k) => {
    const [row, column] = [Math.floor(k / 3), k % 3]
    return [0, 1, 2].reduce((sum, j) => sum + then[3 * row + j]! * first[3 * j + column]!, 0)
  })
  return product as unknown as PlaneMap
}

/** The map that undoes another one, by its adjugate: a factor common to all nine numbers means nothing. */
export function undone(m: PlaneMap): PlaneMap {
  return [
    m[4] * m[8] - m[5] * m[7],
    m[2] * m[7] - m[1] * m[8],
    m[1] * m[5] - m[2] * m[4],
    m[5] * m[6] - m[3] * m[8],
    m[0] * m[8] - m[2] * m[6],
    m[2] * m[3] - m[0] * m[5],
    m[3] * m[7] - m[4] * m[6],
    m[1] * m[6] - m[0] * m[7],
    m[0] * m[4] - m[1] * m[3],
  ]
}

/** Scales and a move: (x, y) -> (xx x + dx, yy y + dy). */
export const scaling = (xx: number, yy: number, dx: number, dy: number): PlaneMap => [
  xx,
  0,
  dx,
  0,
  yy,
  dy,
  0,
  0,
  1,
]

/**
 * The map that takes points to others, from four pairs on: with more, that of the least squares of the algebraic error, on
 * coordinates moved and scaled around their middle (the direct linear transformation, Hartley and Zisserman 2004, 4.1 and 4.4).
 */
export function mapBetween(from: readonly Point[], to: readonly Point[]): PlaneMap {
  const [normalFrom, normalTo] = [normalizing(from), normalizing(to)]
  const rows = from.flatMap((point, k) => {
    const { x, y } = at(normalFrom, point.x, point.y)
    const { x: u, y: v } = at(normalTo, to[k]!.x, to[k]!.y)
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ]
  })
  const normal = Array.from({ length: 8 }, (_, j) =>
    Array.from({ length: 9 }, (_, k) => rows.reduce((sum, row) => sum + row[j]! * row[k]!, 0)),
  )
  const map = [...solved(normal), 1] as unknown as PlaneMap
  return followed(followed(normalFrom, map), undone(normalTo))
}

/** Moves the middle of some points to 0 and scales their mean distance from it to 1. */
function normalizing(points: readonly Point[]): PlaneMap {
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))]
  const scale = 1 / (mean(points.map((point) => Math.hypot(point.x - x, point.y - y))) || 1)
  return scaling(scale, scale, -scale * x, -scale * y)
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Gauss's elimination with pivots, each row an equation with its right side last. */
function solved(rows: number[][]): number[] {
  const size = rows.length
  for (let k = 0; k < size; k++) {
    let best = k
    for (let row = k + 1; row < size; row++)
      if (Math.abs(rows[row]![k]!) > Math.abs(rows[best]![k]!)) best = row
    ;[rows[k], rows[best]] = [rows[best]!, rows[k]!]
    const pivot = rows[k]![k]! || 1e-12
    for (let row = 0; row < size; row++) {
      if (row === k) continue
      const factor = rows[row]![k]! / pivot
      for (let column = k; column <= size; column++) rows[row]![column]! -= factor * rows[k]![column]!
    }
  }
  return rows.map((row, k) => row[size]! / (row[k]! || 1e-12))
}
