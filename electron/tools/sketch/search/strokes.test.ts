import { expect, test } from 'vitest'
import type { Pixels } from '../../../contract/pixels.ts'
import { discs } from '../generator.fixture.ts'
import { knownCells } from './ask.ts'
import { askOf } from './strokes.ts'

/** RGBA of a side; `at` gives a pixel. */
function drawn(
  side: number,
  at: (x: number, y: number) => readonly [number, number, number, number],
): Pixels {
  const data = new Uint8Array(4 * side * side)
  for (let i = 0; i < side * side; i++) data.set(at(i % side, Math.floor(i / side)), 4 * i)
  return { width: side, height: side, channels: 4, data }
}

test('colours are those of the paint alone, and count as much as it covers', () => {
  // Each pixel of the generator covers 4 x 4; paint is on the left half of the first, and half transparent in the second.
  const color = drawn(64, (x, y) =>
    y > 3
      ? [9, 9, 9, 0]
      : x < 2
        ? [255, 0, 0, 255]
        : x < 4
          ? [0, 255, 0, 0]
          : x < 8
            ? [0, 0, 255, 128]
            : [0, 0, 0, 0],
  )
  const { color: asked, colorMask } = askOf(discs(), { color })
  expect([asked[0], asked[256], asked[512]]).toEqual([1, 0, 0])
  expect(colorMask[0]).toBeCloseTo(0.5)
  expect([asked[1], asked[257], asked[513]]).toEqual([0, 0, 1])
  expect(colorMask[1]).toBeCloseTo(128 / 255)
  expect(colorMask.subarray(2).every((share) => share === 0)).toBe(true)
})

test('a line keeps its strength however thin it is, and white takes one away', () => {
  const outline = drawn(128, (x) =>
    x === 20 ? [0, 0, 0, 255] : x > 64 ? [255, 255, 255, 255] : [0, 0, 0, 0],
  )
  const { outline: lines, outlineMask } = askOf(discs(), { outline })
  expect([lines[1], lines[2], lines[3]]).toEqual([0, 1, 0])
  expect([outlineMask[1], outlineMask[2], outlineMask[12]]).toEqual([0, 1, 1])
  expect(lines[12]).toBe(0)
  const cells = knownCells(outlineMask, 16, 16)
  expect(cells).toHaveLength(16)
  expect([...cells.subarray(0, 4)]).toEqual([1, 1, 1, 1])
})

test('strokes smaller than the picture are stretched over it', () => {
  const { colorMask } = askOf(discs(), { color: drawn(2, (x) => (x === 0 ? [1, 2, 3, 255] : [0, 0, 0, 0])) })
  expect(colorMask.reduce((sum, share) => sum + share, 0)).toBe(128)
})

test('a handle from outside asks for nothing, and none goes outside', () => {
  const handles = [
    { from: { x: -0.1, y: 0.5 }, to: { x: 0.5, y: 0.5 } },
    { from: { x: 0.5, y: 0.5 }, to: { x: 1.7, y: -2 } },
  ]
  expect(askOf(discs(), { handles }).handles).toEqual([{ from: { x: 0.5, y: 0.5 }, to: { x: 1, y: 0 } }])
})
