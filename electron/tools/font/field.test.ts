import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Frame, renderField } from './field.ts'
import type { Contour, Outline, Point } from './outline/outline.ts'

const frame: Frame = { left: 0, bottom: 0, size: 640 }
const side = 64
/** Thousandths of the em in a pixel. */
const pixel = frame.size / side

const polygon = (...points: [number, number][]): Contour => {
  const [start, ...rest] = points.map(([x, y]): Point => ({ x, y })) as [Point, ...Point[]]
  return { start, segments: [...rest, start].map((to) => ({ kind: 'line', to })) }
}

const rectangle = (left: number, bottom: number, right: number, top: number): Contour =>
  polygon([left, bottom], [right, bottom], [right, top], [left, top])

/** Distance of a point from the border of a rectangle, above zero within it. */
const toRectangle = (x: number, y: number, [left, bottom, right, top]: readonly number[]): number => {
  const [dx, dy] = [Math.max(left! - x, x - right!), Math.max(bottom! - y, y - top!)]
  return dx <= 0 && dy <= 0 ? -Math.max(dx, dy) : -Math.hypot(Math.max(dx, 0), Math.max(dy, 0))
}

const compare = (outline: Outline, truth: (x: number, y: number) => number, off: number) => {
  const { data } = renderField(outline, frame, side)
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const expected = truth((column + 0.5) * pixel, frame.size - (row + 0.5) * pixel) / pixel
      expect(Math.abs(data[row * side + column]! - expected)).toBeLessThan(off)
    }
}

test('the distances of a rectangle are those of its formula, wherever it lies', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 63 }), { minLength: 4, maxLength: 4 }), (at) => {
      const box = [
        Math.min(at[0]!, at[2]!),
        Math.min(at[1]!, at[3]!),
        Math.max(at[0]!, at[2]!) + 1,
        Math.max(at[1]!, at[3]!) + 1,
      ]
      const [left, bottom, right, top] = box.map((x) => 9.7 * x) as [number, number, number, number]
      compare(
        [rectangle(left, bottom, right, top)],
        (x, y) => toRectangle(x, y, [left, bottom, right, top]),
        1e-4,
      )
    }),
    { numRuns: 20 },
  )
})

test('a circle of cubic curves is off by no more than they are', () => {
  const [c, r] = [320, 200]
  const k = 0.5522847498 * r
  const circle: Contour = {
    start: { x: c + r, y: c },
    segments: [
      {
        kind: 'cubic',
        first: { x: c + r, y: c + k },
        second: { x: c + k, y: c + r },
        to: { x: c, y: c + r },
      },
      {
        kind: 'cubic',
        first: { x: c - k, y: c + r },
        second: { x: c - r, y: c + k },
        to: { x: c - r, y: c },
      },
      {
        kind: 'cubic',
        first: { x: c - r, y: c - k },
        second: { x: c - k, y: c - r },
        to: { x: c, y: c - r },
      },
      {
        kind: 'cubic',
        first: { x: c + k, y: c - r },
        second: { x: c + r, y: c - k },
        to: { x: c + r, y: c },
      },
    ],
  }
  compare([circle], (x, y) => r - Math.hypot(x - c, y - c), 0.015)
})

test('contours that overlap, of either direction or nested, are one area of ink', () => {
  const union = [105, 207, 533, 401]
  const truth = (x: number, y: number) => toRectangle(x, y, union)
  const whole = rectangle(105, 207, 533, 401)
  compare([rectangle(105, 207, 333, 401), rectangle(251, 207, 533, 401)], truth, 1e-4)
  compare([whole, rectangle(180, 251, 420, 333)], truth, 1e-4)
  compare([whole, whole], truth, 1e-4)
  const counter = polygon([200, 250], [200, 350], [300, 350], [300, 250])
  const { data } = renderField([whole, counter], frame, side)
  const at = (x: number, y: number) => data[Math.floor((640 - y) / pixel) * side + Math.floor(x / pixel)]!
  expect(at(250, 300)).toBeLessThan(-4)
  expect(at(150, 300)).toBeGreaterThan(4)
})

test('a cross of two bars has no border where they meet', () => {
  const cross = [rectangle(100, 280, 540, 360), rectangle(280, 100, 360, 540)]
  const { data } = renderField(cross, frame, side)
  // The nearest border of the middle is an inner corner, 40 away in x and in y.
  const middle = data[31 * side + 31]!
  expect(middle).toBeCloseTo((Math.SQRT2 * 45 - Math.SQRT2 * 10) / pixel, 4)
})

test('an empty outline is far away everywhere, and what lies outside the frame is cut off', () => {
  expect(new Set(renderField([], frame, side).data)).toEqual(new Set([-side]))
  const outside = renderField([rectangle(-300, -300, 900, 320)], frame, side)
  expect(outside.data[0]).toBeLessThan(0)
  expect(outside.data.at(-1)).toBeGreaterThan(0)
})
