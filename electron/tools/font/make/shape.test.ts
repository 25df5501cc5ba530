import { expect, test } from 'vitest'
import { hanFrame, renderField } from '../field.ts'
import { compareOutlines } from '../outline/compare.ts'
import { curveBox } from '../outline/curveBox.ts'
import { flatten, twiceArea } from '../outline/flatten.ts'
import { reversed } from '../outline/outline.ts'
import { traceField } from '../trace/trace.ts'
import { bar, ellipse, polygon } from '../write/design.fixture.ts'
import { withRoundCorners } from './roundCorners.ts'
import { advanceOf, asItIs, frameFor, moved, thickened } from './shape.ts'

test('strokes become thicker or thinner by as much as is asked for, in place', () => {
  const frame = [bar(100, 100, 900, 700), reversed(bar(200, 200, 800, 600))]
  const made = traceField(thickened(renderField(frame), { ...asItIs, weight: 40 }))
  expect(curveBox(made)).toEqual({ left: 80, bottom: 80, right: 920, top: 720 })
  const thin = traceField(thickened(renderField(frame), { ...asItIs, weight: -40 }))
  expect(
    compareOutlines(thin, [bar(120, 120, 880, 680), reversed(bar(180, 180, 820, 620))]).farDistance,
  ).toBeLessThan(9)
  expect(traceField(thickened(renderField(frame), { ...asItIs, weight: -140 }))).toEqual([])
})

test('contrast makes upright strokes thicker and level ones as much thinner, and straight edges stay so', () => {
  const frame = [bar(100, 100, 900, 700), reversed(bar(220, 220, 780, 580))]
  const made = traceField(thickened(renderField(frame), { ...asItIs, contrast: 40 }))
  const wanted = [bar(80, 120, 920, 680), reversed(bar(240, 200, 760, 600))]
  expect(compareOutlines(made, wanted).farDistance).toBeLessThan(9)
  expect(curveBox(made)).toEqual({ left: 80, bottom: 120, right: 920, top: 680 })
})

test('a body shrinks a square glyph about the middle of the em, tracking moves letters apart, spaces have a width of their own', () => {
  expect(curveBox(moved([bar(100, -20, 900, 780)], { ...asItIs, body: 0.5 }, 1000, true))).toEqual({
    left: 300,
    bottom: 180,
    right: 700,
    top: 580,
  })
  const spaced = { ...asItIs, tracking: 40, wordSpace: 2 }
  expect(curveBox(moved([bar(100, 0, 200, 700)], spaced, 300, false))!.left).toBe(120)
  expect([
    advanceOf(spaced, 300, false),
    advanceOf(spaced, 250, false, true),
    advanceOf(spaced, 1000, true),
  ]).toEqual([340, 540, 1000])
})

test('a square glyph leans and shrinks about the middle of its cell, and a letter from its baseline', () => {
  const box = [bar(100, 0, 900, 760)]
  const narrow = curveBox(moved(box, { ...asItIs, width: 0.5 }, 1000, true))
  expect(narrow).toEqual({ left: 300, bottom: 0, right: 700, top: 760 })
  const lean = moved(box, { ...asItIs, slant: 45 }, 1000, true)[0]!
  expect([lean.start.x, lean.segments[1]!.to.x].map(Math.round)).toEqual([100 - 380, 900 + 380])
  const letter = moved([bar(100, 0, 200, 700)], { ...asItIs, slant: 45, weight: 20 }, 300, false)[0]!
  expect([letter.start.x, letter.segments[1]!.to.x].map(Math.round)).toEqual([110, 910])
  expect([
    advanceOf({ ...asItIs, weight: 20, width: 0.9 }, 600, false),
    advanceOf({ ...asItIs, width: 0.5 }, 1000, true),
  ]).toEqual([560, 1000])
})

test('a glyph that goes beyond the frame of Han glyphs is drawn whole, on the same grid', () => {
  expect(frameFor([bar(0, -100, 1000, 860)], 0)).toEqual({ frame: hanFrame, side: 128 })
  const tall = [bar(3, -331, 97, 1247)]
  const { frame, side } = frameFor(tall, 10)
  const pixel = hanFrame.size / 128
  expect(frame.size / side).toBeCloseTo(pixel, 9)
  expect(((frame.left - hanFrame.left) / pixel) % 1).toBeCloseTo(0, 6)
  expect(curveBox(traceField(renderField(tall, frame, side)))).toEqual(curveBox(tall))
  const dash = [bar(0, 300, 2000, 370)]
  const wide = frameFor(dash, 0)
  expect(curveBox(traceField(renderField(dash, wide.frame, wide.side)))).toEqual(curveBox(dash))
})

test('corners become arcs of the radius that is asked for, and ends of strokes half circles', () => {
  const box = withRoundCorners([bar(0, 0, 400, 300)], 50)
  expect(box[0]!.segments).toHaveLength(8)
  expect(curveBox(box)).toEqual({ left: 0, bottom: 0, right: 400, top: 300 })
  const lost = 4 * (50 * 50 - (Math.PI * 50 * 50) / 4)
  expect(twiceArea(flatten(box)[0]!) / 2).toBeCloseTo(400 * 300 - lost, -1.5)
  const stroke = withRoundCorners([bar(0, 0, 400, 60)], 50)
  const half = [
    polygon([30, 0], [370, 0], [370, 60], [30, 60]),
    ellipse(30, 30, 30, 30),
    ellipse(370, 30, 30, 30),
  ]
  expect(compareOutlines(stroke, half).farDistance).toBeLessThan(2)
})

test('what is smooth stays as it was, and a curved side keeps its curve', () => {
  const circle = [ellipse(300, 300, 200, 200)]
  expect(withRoundCorners(circle, 40)).toEqual(circle)
  const dome = [
    {
      start: { x: 0, y: 0 },
      segments: [
        { kind: 'line', to: { x: 400, y: 0 } },
        { kind: 'cubic', first: { x: 400, y: 266 }, second: { x: 0, y: 266 }, to: { x: 0, y: 0 } },
      ],
    },
  ] as const
  const rounded = withRoundCorners(dome, 30)
  expect(rounded[0]!.segments.map(({ kind }) => kind)).toEqual(['line', 'cubic', 'cubic', 'cubic'])
  const { top } = curveBox(rounded)!
  expect(top).toBeCloseTo(curveBox(dome)!.top, 6)
})
