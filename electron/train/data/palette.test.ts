import { expect, test } from 'vitest'
import { paletteOf } from './palette.ts'

/** One picture of 10 pixels: six white ones, three nearly red, one blue. */
const colors = [...new Array(6).fill([1, 1, 1]), [1, -1, -1], [0.98, -1, -1], [1, -0.97, -1], [-1, -1, 1]]
const picture = Float32Array.from({ length: 30 }, (_, at) => colors[at % 10][Math.floor(at / 10)])

test('the most frequent colours come first, and none that is about another', () => {
  const palette = paletteOf(picture, 10, 3)
  const expected = [1, 1, 1, 0.993, -0.99, -1, -1, -1, 1]
  for (const [at, value] of expected.entries()) expect(palette[at]).toBeCloseTo(value, 2)
})

test('where there are fewer colours than asked for, the last one fills up', () => {
  expect([...paletteOf(picture, 10, 5)].slice(6)).toEqual([-1, -1, 1, -1, -1, 1, -1, -1, 1])
})
