import { expect, test } from 'vitest'
import { adaptedPalette, paletteOf, sharesOf } from './palette.ts'

/** One picture of 10 pixels: six white ones, three nearly red, one blue. */
const colors = [...new Array(6).fill([1, 1, 1]), [1, -1, -1], [0.98, -1, -1], [1, -0.97, -1], [-1, -1, 1]]
const picture = Float32Array.from({ length: 30 }, (_, at) => colors[at % 10][Math.floor(at / 10)])

test('the most frequent colours come first, and none that is about another', () => {
  const palette = paletteOf(picture, 10, 3)
  const expected = [1, 1, 1, 0.993, -0.99, -1, -1, -1, 1]
  for (const [at, value] of expected.entries()) expect(palette[at]).toBeCloseTo(value, 2)
  const shares = sharesOf(picture, 10, palette)
  for (const [at, share] of [0.6, 0.3, 0.1].entries()) expect(shares[at]).toBeCloseTo(share, 6)
})

test('where there are fewer colours than asked for, the last one fills up', () => {
  const palette = paletteOf(picture, 10, 5)
  expect(sharesOf(picture, 10, palette).slice(3)).toEqual([0, 0])
  expect([...palette].slice(6)).toEqual([-1, -1, 1, -1, -1, 1, -1, -1, 1])
})

test('the palette of another style keeps its order: each colour becomes the one of the pictures that it is nearest to', () => {
  const orange = [1, 0, -1]
  const known = Float32Array.of(-0.6, -0.8, 0.7, 0.9, 0.9, 0.8, 0.6, -0.6, -0.8, ...orange)
  const adapted = adaptedPalette(picture, 10, known)
  // Blue, white, red; and there is nothing orange in the pictures.
  const expected = [-1, -1, 1, 1, 1, 1, 0.993, -0.99, -1, ...orange]
  for (const [at, value] of expected.entries()) expect(adapted[at]).toBeCloseTo(value, 2)
  for (const [at, share] of [0.1, 0.6, 0.3, 0].entries())
    expect(sharesOf(picture, 10, adapted)[at]).toBeCloseTo(share, 6)
})
