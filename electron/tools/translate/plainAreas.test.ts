import { expect, test } from 'vitest'
import type { Pixels } from '../../contract/pixels.ts'
import { areasOf } from './areas.ts'
import { plainAreas } from './plainAreas.ts'

const SIDE = 64

/** A drawing that is dark where `isInk` says so. */
function drawing(isInk: (x: number, y: number) => boolean, side = SIDE): Pixels {
  const data = new Uint8Array(3 * side * side)
  for (let i = 0; i < side * side; i++)
    data.fill(isInk(i % side, Math.floor(i / side)) ? 20 : 255, 3 * i, 3 * i + 3)
  return { width: side, height: side, channels: 3, data }
}

const bright = ({ data }: Pixels) =>
  Float32Array.from({ length: data.length / 3 }, (_, i) => data[3 * i]! / 255)

/** A square outline, with a gap of some pixels in its upper side. */
const box = (gap: number) => (x: number, y: number) => {
  const edge = (at: number) => at === 16 || at === 48
  const within = (at: number) => at >= 16 && at <= 48
  const open = y === 16 && x >= 30 && x < 30 + gap
  return !open && ((edge(x) && within(y)) || (edge(y) && within(x)))
}

/** What a network of half the side made: some colour at each of its pixels. */
function made(colorAt: (x: number, y: number) => readonly [number, number, number], side = SIDE / 2) {
  const count = side * side
  const data = new Float32Array(3 * count)
  for (let i = 0; i < count; i++)
    for (const [c, value] of colorAt(i % side, Math.floor(i / side)).entries()) data[c * count + i] = value
  return { width: side, height: side, data }
}

const at = (
  { width, height, data }: { width: number; height: number; data: Float32Array },
  x: number,
  y: number,
) => [0, 1, 2].map((c) => data[c * width * height + y * width + x]!)

test.each([0, 1, 3, 5])('an outline with a gap of %i pixels parts inside from outside', (gap) => {
  const { of, count, open } = areasOf(bright(drawing(box(gap))), { width: SIDE, height: SIDE })
  const inside = of[32 * SIDE + 32]!
  const outside = of[2 * SIDE + 2]!
  expect(count).toBeGreaterThanOrEqual(2)
  expect(inside).not.toBe(outside)
  expect([open[inside], open[outside]]).toEqual([false, true])
  // Corners belong to what they are corners of, and no cell to nothing.
  expect([of[18 * SIDE + 18], of[46 * SIDE + 46]]).toEqual([inside, inside])
  expect(of.every((area) => area >= 0)).toBe(true)
})

test('what is muddled inside an outline becomes its most frequent colour, and ends at the outline', () => {
  const blue = [0.1, 0.3, 0.9] as const
  const result = made((x, y) => {
    if (x < 7 || x > 25 || y < 7 || y > 25) return [1, 1, 1]
    return (x + y) % 5 === 0 ? [0.9, 0.2, 0.1] : blue
  })
  const laid = plainAreas(result, drawing(box(2))).colors
  expect([laid.width, laid.height]).toEqual([SIDE, SIDE])
  const middle = at(laid, 32, 32)
  for (let y = 18; y < 47; y++) for (let x = 18; x < 47; x++) expect(at(laid, x, y)).toEqual(middle)
  for (const [c, value] of middle.entries()) expect(Math.abs(value - blue[c]!)).toBeLessThan(0.15)
  for (const value of at(laid, 8, 8)) expect(value).toBeGreaterThan(0.95)
})

test('what nobody has closed yet keeps the colours that it was given', () => {
  const result = made((x) => (x > 12 && x < 24 ? [1, 0.8, 0] : [1, 1, 1]))
  // One stroke down, and nothing around it.
  const laid = plainAreas(
    result,
    drawing((x) => x === 36),
  ).colors
  expect(at(laid, 30, 32)[2]).toBeLessThan(0.2)
  expect(at(laid, 4, 32)[2]).toBeGreaterThan(0.9)
})

test('a closed shape that touches the border is closed', () => {
  const ring = (x: number, y: number) => Math.abs(Math.hypot(x - 32, y - 20) - 22) < 1
  const { of, open } = areasOf(bright(drawing(ring)), { width: SIDE, height: SIDE })
  expect([open[of[20 * SIDE + 32]!], open[of[60 * SIDE + 2]!]]).toEqual([false, true])
})

test('an empty page, and a page of ink, are one area', () => {
  for (const ink of [false, true]) {
    const { count, open } = areasOf(bright(drawing(() => ink)), { width: SIDE, height: SIDE })
    expect([count, open]).toEqual([1, [true]])
  }
})
