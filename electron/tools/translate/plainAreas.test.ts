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

const plainly = { plain: true }

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
  const laid = plainAreas(result, drawing(box(2)), plainly).colors
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
    plainly,
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

/** Colours asked for: a picture of the drawing's size, transparent but for squares. */
function hintsOf(
  ...dots: { x: number; y: number; reach: number; color: readonly [number, number, number] }[]
): Pixels {
  const data = new Uint8Array(4 * SIDE * SIDE)
  for (const { x, y, reach, color } of dots)
    for (let v = y - reach; v <= y + reach; v++)
      for (let u = x - reach; u <= x + reach; u++) data.set([...color, 255], 4 * (v * SIDE + u))
  return { width: SIDE, height: SIDE, channels: 4, data }
}

test('a dot decides on the colour of the area that it lies in, and on no other', () => {
  const result = made(() => [0.2, 0.6, 0.3])
  const hints = hintsOf({ x: 30, y: 30, reach: 1, color: [255, 0, 51] })
  const laid = plainAreas(result, drawing(box(2)), { plain: true, hints }).colors
  for (let y = 18; y < 47; y++)
    for (let x = 18; x < 47; x++) expect(at(laid, x, y)).toEqual([1, 0, Math.fround(0.2)])
  expect(at(laid, 6, 6)[1]).toBeCloseTo(0.6)
})

test('of two hints in one area each place has the nearer one; a slip over a line means nothing', () => {
  const result = made(() => [0.2, 0.6, 0.3])
  const hints = hintsOf(
    { x: 22, y: 32, reach: 1, color: [255, 0, 0] },
    { x: 42, y: 32, reach: 3, color: [0, 0, 255] },
  )
  // From within the box, a stroke of which one of 10 pixels lies on the other side of the line.
  for (let x = 38; x <= 50; x++) hints.data.set([0, 0, 255, 255], 4 * (32 * SIDE + x))
  const laid = plainAreas(result, drawing(box(0)), { plain: true, hints }).colors
  expect([at(laid, 20, 20), at(laid, 44, 44)]).toEqual([
    [1, 0, 0],
    [0, 0, 1],
  ])
  expect(at(laid, 56, 32)[1]).toBeCloseTo(0.6)
})

test('where nothing is asked for, what a network painted stays as it is', () => {
  const result = made((x, y) => ((x + y) % 5 === 0 ? [0.9, 0.2, 0.1] : [0.1, 0.3, 0.9]))
  const hints = hintsOf({ x: 4, y: 4, reach: 1, color: [255, 255, 0] })
  const painted = plainAreas(result, drawing(box(0)), { plain: false }).colors
  const told = plainAreas(result, drawing(box(0)), { plain: false, hints }).colors
  for (const [x, y] of [
    [24, 24],
    [32, 40],
  ] as const)
    expect(at(told, x, y)).toEqual(at(painted, x, y))
  expect(at(told, 2, 60)).toEqual([1, 1, 0])
})
