import { expect, test } from 'vitest'
import { obeyNearby } from './obeyNearby.ts'

const [width, height] = [60, 40]
const count = width * height

/** Grey cloth with folds on the left, white paper on the right. */
const isCloth = (at: number) => at % width < 40
const made = () =>
  Float32Array.from({ length: 3 * count }, (_, k) =>
    isCloth(k % count) ? 0.45 + 0.04 * Math.sin((k % width) / 2) : 0.95,
  )

function hintAt(places: readonly number[], color: readonly number[]) {
  const coverage = new Float32Array(count)
  const colors = new Float32Array(3 * count)
  for (const at of places) {
    coverage[at] = 1
    for (let c = 0; c < 3; c++) colors[c * count + at] = color[c]!
  }
  return { width, height, coverage, colors }
}
const square = (x: number, y: number) =>
  Array.from({ length: 25 }, (_, k) => (y + Math.floor(k / 5)) * width + x + (k % 5))
const meanOf = (data: Float32Array, places: readonly number[], c: number) =>
  places.reduce((sum, at) => sum + data[c * count + at]!, 0) / places.length

test('the mean under a dot becomes its colour, and folds stay', () => {
  const data = made()
  const dot = square(30, 18)
  obeyNearby({ width, height, data }, hintAt(dot, [0.6, 0.4, 0.45]))
  for (const [c, wanted] of [0.6, 0.4, 0.45].entries()) expect(meanOf(data, dot, c)).toBeCloseTo(wanted, 4)
  const before = made()
  for (const at of dot.slice(1, 5))
    expect(data[at]! - data[at - 1]!).toBeCloseTo(before[at]! - before[at - 1]!, 5)
})

test('what is near and alike goes along, paper beside it and cloth far away stay', () => {
  const data = made()
  obeyNearby({ width, height, data }, hintAt(square(34, 18), [0.8, 0.45, 0.45]))
  const before = made()
  const moved = (x: number, y: number) => data[y * width + x]! - before[y * width + x]!
  expect(moved(31, 20)).toBeGreaterThan(0.2)
  expect(Math.abs(moved(42, 20))).toBeLessThan(0.01)
  expect(moved(2, 20)).toBe(0)
})

test('two dots are both obeyed, and colours stay within their range', () => {
  const data = made()
  const [a, b] = [square(10, 10), square(16, 10)]
  const hints = hintAt(a, [1, 0, 0])
  const other = hintAt(b, [0, 1, 0])
  for (let at = 0; at < count; at++) hints.coverage[at] = Math.max(hints.coverage[at]!, other.coverage[at]!)
  for (let at = 0; at < 3 * count; at++) hints.colors[at]! += other.colors[at]!
  obeyNearby({ width, height, data }, hints)
  expect(meanOf(data, a, 0)).toBeGreaterThan(0.95)
  expect(meanOf(data, b, 1)).toBeGreaterThan(0.95)
  expect(data.every((value) => value >= 0 && value <= 1)).toBe(true)
})

test('without hints nothing changes', () => {
  const data = made()
  obeyNearby({ width, height, data }, hintAt([], [0, 0, 0]))
  expect(data).toEqual(made())
})
