import { expect, test } from 'vitest'
import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import { Random } from '../../../nets/random.ts'
import { drawDots } from './drawHints.ts'
import { gray } from './gray.ts'
import { grayHints } from './grayHints.ts'

const [width, height] = [48, 32]
const count = width * height

/** A red disc before blue, each of one colour. */
const inside = (i: number) => Math.hypot((i % width) - 20, Math.floor(i / width) - 16) < 10
const picture: ColorPlanes = {
  width,
  height,
  data: Float32Array.from(
    { length: 3 * count },
    (_, at) => (inside(at % count) ? [0.8, 0.2, 0.2] : [0.2, 0.3, 0.7])[Math.floor(at / count)]!,
  ),
}
const truth = gray.pair(picture, new Random(0, ''))
const pairs = Array.from({ length: 120 }, (_, k) => {
  const { input, target } = grayHints.pair(picture, new Random(3, 'pair', k))
  const said = input.subarray(3 * count)
  return { input, target, said, places: said.reduce((sum, value) => sum + value, 0) }
})

test('lightness stays; a place has a hint or none, and its chroma lies between those of the target', () => {
  for (const { input, target, said } of pairs) {
    expect(input.subarray(0, count)).toEqual(truth.input)
    expect(said.every((value) => value === 0 || value === 1)).toBe(true)
    for (const plane of [0, 1]) {
      const hints = input.subarray((plane + 1) * count, (plane + 2) * count)
      const values = target.subarray(plane * count, (plane + 1) * count)
      // A dot has the mean of what it covers.
      const [low, high] = [Math.min(...values) - 1e-6, Math.max(...values) + 1e-6]
      const right = hints.every((hint, i) => (said[i] === 0 ? hint === 0 : hint >= low && hint <= high))
      expect(right).toBe(true)
    }
  }
})

test('some pictures have no hint, most have a few, and strokes keep to one colour', () => {
  const none = pairs.filter(({ places }) => places === 0).length
  expect(none).toBeGreaterThan(6)
  expect(none).toBeLessThan(40)
  const shares = pairs.map(({ places }) => places / count)
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.5)
})

test('a thing has now and then another colour than it had, and then a hint tells', () => {
  const recolored = pairs.filter(({ target }) =>
    target.some((value, i) => Math.abs(value - truth.target[i]!) > 1e-6),
  )
  expect(recolored.length).toBeGreaterThan(8)
  expect(recolored.length).toBeLessThan(72)
  for (const { target, said } of recolored) {
    const changed = Array.from({ length: count }, (_, i) => Math.abs(target[i]! - truth.target[i]!) > 1e-6)
    // Disc or ground, whole.
    const disc = changed[16 * width + 20]
    expect(changed.every((is, i) => is === (inside(i) ? disc : !disc))).toBe(true)
    expect(said.some((value, i) => value === 1 && changed[i])).toBe(true)
  }
})

test('shows lightness, and results in colour', () => {
  const { input, target } = pairs[0]!
  const given = { shape: [1, 4, height, width], data: input }
  expect(grayHints.showInput(given)).toEqual({ shape: [1, 1, height, width], data: truth.input })
  const shown = grayHints.showOutput({ shape: [1, 2, height, width], data: target }, given)
  expect(shown.shape).toEqual([1, 3, height, width])
})

test('dots to measure with are so many squares of five pixels', () => {
  const hints = drawDots({ channels: 2, width, height, data: truth.target }, new Random(1, 'dots'), 1)
  expect(hints.subarray(2 * count).reduce((sum, value) => sum + value, 0)).toBeGreaterThan(8)
  expect(hints.subarray(2 * count).reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(25)
})
