import { expect, it } from 'vitest'
import { outlinesOf, patchAt } from './patch.ts'

/** 16 x 8, red counts columns, green rows. */
const picture = {
  width: 16,
  height: 8,
  channels: 3 as const,
  data: Uint8Array.from({ length: 16 * 8 * 3 }, (_, i) => {
    const at = Math.floor(i / 3)
    return i % 3 === 0 ? at % 16 : i % 3 === 1 ? Math.floor(at / 16) : 0
  }),
}

it('cuts a square out of a picture, as far as it lies within', () => {
  const { pixels, part } = patchAt(picture, { x: 0.5, y: 0.5 }, 0.5)
  expect([pixels.width, pixels.height]).toEqual([4, 4])
  expect([...pixels.data.subarray(0, 2)]).toEqual([6, 2])
  expect(part).toEqual({ x: 6 / 16, y: 2 / 8, width: 4 / 16, height: 4 / 8 })
  const corner = patchAt(picture, { x: 1, y: 0 }, 0.5)
  expect([corner.pixels.width, corner.pixels.height]).toEqual([3, 2])
  expect(corner.part).toEqual({ x: 13 / 16, y: 0, width: 3 / 16, height: 2 / 8 })
})

it('draws outlines where brightness changes and nothing elsewhere', () => {
  const data = Uint8Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 20 : 220))
  const drawn = outlinesOf({ width: 8, height: 8, channels: 1, data })
  for (let x = 0; x < 8; x++) expect(drawn.data[4 * (8 * 3 + x) + 3]).toBe(x === 3 || x === 4 ? 255 : 0)
  expect([...drawn.data.subarray(4 * 27, 4 * 27 + 3)]).toEqual([0, 0, 0])
})
