import { expect, test } from 'vitest'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { colorSpread, edgeAgreement } from './likeness.ts'

const side = 64
const filled = (at: (x: number, y: number) => number): Pixels => ({
  width: side,
  height: side,
  channels: 3,
  data: Uint8Array.from({ length: 3 * side * side }, (_, k) =>
    at(Math.floor(k / 3) % side, Math.floor(k / 3 / side)),
  ),
})
/** A box whose outline lies between its last pixel and the paper. */
const box = (left: number) => filled((x, y) => (x >= left && x < left + 24 && y >= 20 && y < 44 ? 60 : 220))
const outline = (left: number) =>
  filled((x, y) => {
    const within = x >= left && x < left + 24 && y >= 20 && y < 44
    return within && (x === left || x === left + 23 || y === 20 || y === 43) ? 0 : 255
  })

test('edges where lines are drawn agree, edges elsewhere do not', () => {
  expect(edgeAgreement(box(20), outline(20))).toBeGreaterThan(0.95)
  const beside = edgeAgreement(box(28), outline(20))
  expect(beside).toBeLessThan(0.75)
  expect(
    edgeAgreement(
      filled(() => 128),
      outline(20),
    ),
  ).toBe(0)
  expect(
    edgeAgreement(
      box(20),
      filled(() => 255),
    ),
  ).toBe(1)
})

test('pictures of one mean colour have no spread', () => {
  expect(colorSpread([filled(() => 90), filled((x) => (x % 2 ? 80 : 100))])).toBe(0)
  expect(colorSpread([filled(() => 80), filled(() => 100)])).toBe(10)
})
