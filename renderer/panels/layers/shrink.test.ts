import { expect, test } from 'vitest'
import { shrunk } from './shrink.ts'

/** A white picture with a black row. */
function withRow(width: number, height: number, row: number): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(4 * width * height).fill(255)
  for (let x = 0; x < width; x++) data.set([0, 0, 0, 255], 4 * (row * width + x))
  return data
}

test.each([
  [63, 32],
  [125, 67],
  [40, 17],
])('a line of a picture of %d x %d keeps its darkness, wherever it lies', (width, height) => {
  const to = { width: 34, height: 17 }
  for (let row = 0; row < height; row++) {
    const small = shrunk({ data: withRow(width, height, row), stride: width, width, height }, to)
    for (let x = 0; x < to.width; x++) {
      let darkness = 0
      for (let y = 0; y < to.height; y++) darkness += 255 - small[4 * (y * to.width + x)]!
      expect(Math.abs(darkness - (255 * to.height) / height), `row ${row}, column ${x}`).toBeLessThan(2)
    }
    expect(small.every((value, i) => i % 4 !== 3 || value >= 254)).toBe(true)
  }
})

test('colours count by their alpha, and a picture that ends within its last column stays opaque', () => {
  const data = new Uint8ClampedArray([200, 0, 0, 255, 0, 0, 0, 0])
  expect([...shrunk({ data, stride: 2, width: 2, height: 1 }, { width: 1, height: 1 })]).toEqual([
    200, 0, 0, 128,
  ])
  const cut = new Uint8ClampedArray([90, 90, 90, 255, 90, 90, 90, 128])
  const [, , , alpha] = shrunk({ data: cut, stride: 2, width: 1.5, height: 1 }, { width: 1, height: 1 })
  expect(alpha).toBeGreaterThanOrEqual(254)
})
