import { expect, test } from 'vitest'
import { guessOf } from './guess.ts'

const size = { width: 40, height: 30 }
const count = size.width * size.height
const colors = [
  [255, 0, 0],
  [0, 51, 0],
  [0, 0, 102],
]

/** White paper with the outline of a box, open at its top for `gap` pixels. */
function box(gap = 0): Float32Array {
  const bright = new Float32Array(count).fill(1)
  for (let x = 8; x <= 30; x++) {
    if (x < 15 || x >= 15 + gap) bright[6 * size.width + x] = 0
    bright[24 * size.width + x] = 0
  }
  for (let y = 6; y <= 24; y++) for (const x of [8, 30]) bright[y * size.width + x] = 0
  return bright
}

test('a dot of one of the colours lies in the middle of the largest room, also of an outline with a gap', () => {
  for (const drawing of [box(), box(4)]) {
    const { coverage, colors: planes } = guessOf(drawing, size, colors, 0)!
    const said = Array.from(coverage.keys()).filter((at) => coverage[at] === 1)
    expect(said).toHaveLength(81)
    const [x, y] = [said[40]! % size.width, Math.floor(said[40]! / size.width)]
    expect(Math.abs(x - 19)).toBeLessThanOrEqual(3)
    expect(Math.abs(y - 15)).toBeLessThanOrEqual(1)
    const color = [0, 1, 2].map((c) => Math.round(255 * planes[c * count + said[0]!]!))
    expect(colors).toContainEqual(color)
    expect(planes.every((value, at) => value === 0 || coverage[at % count] === 1)).toBe(true)
  }
})

test('seeds give every colour, the same seed the same one', () => {
  const colorOf = (seed: number) => {
    const { coverage, colors: planes } = guessOf(box(), size, colors, seed)!
    const at = coverage.indexOf(1)
    return [0, 1, 2].map((c) => Math.round(255 * planes[c * count + at]!)).join()
  }
  const found = Array.from({ length: 30 }, (_, seed) => colorOf(seed))
  expect(new Set(found)).toEqual(new Set(colors.map((color) => color.join())))
  expect(colorOf(7)).toBe(found[7])
})

test('a small room has a small dot; a line, or nothing, has no room', () => {
  const small = new Float32Array(count).fill(1)
  for (let k = 10; k <= 16; k++)
    for (const at of [10 * size.width + k, 16 * size.width + k, k * size.width + 10, k * size.width + 16])
      small[at] = 0
  expect(guessOf(small, size, colors, 0)!.coverage.reduce((sum, value) => sum + value, 0)).toBe(9)
  const line = new Float32Array(count).fill(1).fill(0, 5 * size.width, 6 * size.width)
  expect(guessOf(line, size, colors, 0)).toBeUndefined()
  expect(guessOf(new Float32Array(count).fill(1), size, colors, 0)).toBeUndefined()
})
