import { expect, test } from 'vitest'
import { CHANNELS, type Grid, solveGrid } from './membrane.ts'

/** Unknowns where `inside` says so in a field of `side` squared, each tied to its four neighbours, known or not. */
function gridOf(side: number, inside: (x: number, y: number) => boolean): Grid {
  const numbers = new Map<number, number>()
  const places: [number, number][] = []
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (inside(x, y)) {
        numbers.set(y * side + x, places.length)
        places.push([x, y])
      }
  const neighbours = Int32Array.from(
    places.flatMap(([x, y]) =>
      [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ].map(([u, v]) => numbers.get(v! * side + u!) ?? -1),
    ),
  )
  return {
    x: Int32Array.from(places, ([x]) => x),
    y: Int32Array.from(places, ([, y]) => y),
    neighbours,
    ties: Float32Array.from(neighbours, (other) => (other < 0 ? 0 : 1)),
    weight: new Float32Array(places.length).fill(4),
  }
}

/** Gaussian elimination of one channel. */
function dense({ neighbours, weight }: Grid, wanted: readonly number[]): number[] {
  const count = weight.length
  const rows = wanted.map((value, i) => {
    const row = new Float64Array(count + 1)
    row[i] = weight[i]!
    for (let side = 4 * i; side < 4 * i + 4; side++) if (neighbours[side]! >= 0) row[neighbours[side]!] = -1
    row[count] = value
    return row
  })
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++) {
      const factor = j === i ? 0 : rows[j]![i]! / rows[i]![i]!
      if (factor !== 0) for (let k = i; k <= count; k++) rows[j]![k]! -= factor * rows[i]![k]!
    }
  return rows.map((row, i) => row[count]! / row[i]!)
}

const shapes: Record<string, (x: number, y: number) => boolean> = {
  'a disk': (x, y) => Math.hypot(x - 12, y - 12) < 10,
  'a crooked line': (x, y) => Math.abs(y - 12 - 5 * Math.sin(x / 3)) < 1.5,
  'two spots': (x, y) => Math.hypot(x - 5, y - 5) < 4 || Math.hypot(x - 18, y - 18) < 5,
  'one pixel': (x, y) => x === 7 && y === 9,
}

test.each(Object.entries(shapes))('of %s is what elimination finds', (_name, inside) => {
  const grid = gridOf(25, inside)
  const value = (i: number, k: number) => Math.sin(7 * i + k) * 20
  const count = grid.weight.length
  const wanted = Float32Array.from({ length: CHANNELS * count }, (_, at) =>
    value(Math.floor(at / CHANNELS), at % CHANNELS),
  )
  const found = solveGrid(grid, wanted, 1e-3)
  for (let k = 0; k < CHANNELS; k++) {
    const exact = dense(
      grid,
      Array.from({ length: count }, (_, i) => value(i, k)),
    )
    for (let i = 0; i < count; i++) expect(found[CHANNELS * i + k]).toBeCloseTo(exact[i]!, 1)
  }
})

test('what is tied to nothing that is known stays as it is', () => {
  const grid = gridOf(12, () => true)
  for (let i = 0; i < grid.weight.length; i++)
    grid.weight[i] = [0, 1, 2, 3].filter((side) => grid.neighbours[4 * i + side]! >= 0).length
  expect(solveGrid(grid, new Float32Array(CHANNELS * grid.weight.length), 1e-3).every((v) => v === 0)).toBe(
    true,
  )
})
