import { expect, test } from 'vitest'
import { type Grid, gridOf } from './grid.ts'
import { CHANNELS, solveGrid } from './membrane.ts'

const SIDE = 25

/** Unknowns where `inside` says so, each tied to its four neighbours, known or not. */
function tiedOf(inside: (x: number, y: number) => boolean) {
  const places = Uint8Array.from({ length: SIDE * SIDE }, (_, at) =>
    Number(inside(at % SIDE, Math.floor(at / SIDE))),
  )
  const { grid, numbers } = gridOf(places, SIDE)
  const unknowns = [...numbers].filter((number) => number > 0)
  for (const i of unknowns) grid.weight[i] = 4
  return { grid, numbers, unknowns }
}

/** Gaussian elimination of one channel. @returns by number */
function dense(
  numbers: Int32Array,
  unknowns: readonly number[],
  { weight }: Grid,
  wanted: (i: number) => number,
) {
  const rows = unknowns.map((i, n) => {
    const row = new Float64Array(unknowns.length + 1)
    row[n] = weight[i]!
    const at = numbers.indexOf(i)
    for (const other of [at - 1, at + 1, at - SIDE, at + SIDE])
      if (numbers[other]! > 0) row[unknowns.indexOf(numbers[other]!)] = -1
    row[unknowns.length] = wanted(i)
    return row
  })
  for (const [i, own] of rows.entries())
    for (const [j, row] of rows.entries()) {
      const factor = j === i ? 0 : row[i]! / own[i]!
      if (factor !== 0) for (let k = i; k <= rows.length; k++) row[k] = row[k]! - factor * own[k]!
    }
  return rows.map((row, i) => row[rows.length]! / row[i]!)
}

const shapes: Record<string, (x: number, y: number) => boolean> = {
  'a disk': (x, y) => Math.hypot(x - 12, y - 12) < 10,
  'a crooked line': (x, y) => Math.abs(y - 12 - 5 * Math.sin(x / 3)) < 1.5,
  'two spots': (x, y) => Math.hypot(x - 5, y - 5) < 4 || Math.hypot(x - 18, y - 18) < 5,
  'one pixel': (x, y) => x === 7 && y === 9,
}

test.each(Object.entries(shapes))('of %s is what elimination finds', (_name, inside) => {
  const { grid, numbers, unknowns } = tiedOf(inside)
  const value = (i: number, k: number) => Math.sin(7 * i + k) * 20
  const wanted = new Float32Array(CHANNELS * grid.weight.length)
  for (const i of unknowns) for (let k = 0; k < CHANNELS; k++) wanted[CHANNELS * i + k] = value(i, k)
  const found = solveGrid(grid, wanted, 1e-3)
  for (let k = 0; k < CHANNELS; k++) {
    const exact = dense(numbers, unknowns, grid, (i) => value(i, k))
    for (const [n, i] of unknowns.entries()) expect(found[CHANNELS * i + k]).toBeCloseTo(exact[n]!, 1)
  }
})

test('of a large patch with a hole is the harmonic function that its border is taken from', () => {
  const side = 300
  const at = (x: number, y: number) => Math.hypot(x - 150, y - 150)
  const isInside = (x: number, y: number) => at(x, y) < 148 && Math.hypot(x - 90, y - 120) > 20
  // Polynomials that the sum over four neighbours takes for harmonic too, of up to 100 levels.
  const harmonic = [
    (x: number, y: number) => ((x - 150) * (y - 150)) / 110,
    (x: number, y: number) => ((x - 150) ** 2 - (y - 150) ** 2) / 220,
    (x: number, y: number) => (x - 2 * y) / 4,
  ]
  const places = new Uint8Array(side * side)
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) places[y * side + x] = Number(isInside(x, y))
  const { grid, numbers } = gridOf(places, side)
  const wanted = new Float32Array(CHANNELS * grid.weight.length)
  for (const [place, i] of numbers.entries()) {
    const [x, y] = [place % side, Math.floor(place / side)]
    for (const [u, v] of i === 0
      ? []
      : ([
          [x - 1, y],
          [x + 1, y],
          [x, y - 1],
          [x, y + 1],
        ] as const))
      if (!isInside(u, v))
        for (const [k, value] of harmonic.entries()) wanted[CHANNELS * i + k]! += value(u, v)
    if (i > 0) grid.weight[i] = 4
  }
  const found = solveGrid(grid, wanted, 0.02)
  let worst = 0
  for (const [place, i] of numbers.entries())
    if (i > 0)
      for (const [k, value] of harmonic.entries())
        worst = Math.max(
          worst,
          Math.abs(found[CHANNELS * i + k]! - value(place % side, Math.floor(place / side))),
        )
  expect(worst).toBeLessThan(0.25)
})

test('what is tied to nothing that is known stays as it is', () => {
  const { grid } = gridOf(new Uint8Array(144).fill(1), 12)
  expect(solveGrid(grid, new Float32Array(CHANNELS * grid.weight.length), 1e-3).every((v) => v === 0)).toBe(
    true,
  )
})
