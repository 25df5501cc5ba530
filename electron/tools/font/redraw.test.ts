import { expect, test } from 'vitest'
import { unaligned } from './align.ts'
import { hanFrame, renderField } from './field.ts'
import { compareOutlines } from './outline/compare.ts'
import type { Outline } from './outline/outline.ts'
import { type GlyphNetwork, redrawGlyph } from './redraw.ts'
import { traceField } from './trace/trace.ts'

const square = (left: number, bottom: number, size: number): Outline => [
  {
    start: { x: left, y: bottom },
    segments: [
      { kind: 'line', to: { x: left + size, y: bottom } },
      { kind: 'line', to: { x: left + size, y: bottom + size } },
      { kind: 'line', to: { x: left, y: bottom + size } },
      { kind: 'line', to: { x: left, y: bottom } },
    ],
  },
]

/** Two styles: what it is shown, and that a pixel bolder. */
const bolder: GlyphNetwork = {
  side: 128,
  range: 16,
  run: async (field, [, bold]) => field.map((distance) => distance + bold! / 16),
}
const pixel = hanFrame.size / 128

test('a network that changes nothing gives the aligned source back', async () => {
  const alignment = { scaleX: 0.8, scaleY: 0.9, slant: 0, moveX: 50, moveY: 20 }
  const manner = { frame: hanFrame, alignment, weights: Float32Array.of(1, 0), offset: 0 }
  const { field, source } = await redrawGlyph(square(200, 100, 500), manner, bolder)
  const expected: Outline = [
    {
      start: { x: 210, y: 110 },
      segments: [
        { x: 610, y: 110 },
        { x: 610, y: 560 },
        { x: 210, y: 560 },
        { x: 210, y: 110 },
      ].map((to) => ({ kind: 'line' as const, to })),
    },
  ]
  expect(compareOutlines(traceField(field), expected).iou).toBeGreaterThan(0.99)
  expect([...source.data]).toEqual([...renderField(expected).data])
})

test('the style and the offset say how bold it becomes; a mixture lies between', async () => {
  const widthOf = async (weights: number[], offset: number) => {
    const manner = { frame: hanFrame, alignment: unaligned, weights: Float32Array.from(weights), offset }
    const { field } = await redrawGlyph(square(200, 100, 500), manner, bolder)
    const xs = traceField(field)[0]!.segments.map(({ to }) => to.x)
    return Math.max(...xs) - Math.min(...xs)
  }
  expect(await widthOf([1, 0], 0)).toBeCloseTo(500, -1)
  expect((await widthOf([0, 1], 0)) - 500).toBeCloseTo(2 * pixel, -1)
  expect((await widthOf([0.5, 0.5], 0)) - 500).toBeCloseTo(pixel, -1)
  expect((await widthOf([1, 0], 0.5)) - 500).toBeCloseTo(pixel, -1)
})

test('distances beyond its range are cut off before the network sees them', async () => {
  let max = 0
  const watching: GlyphNetwork = {
    ...bolder,
    run: async (field) => {
      max = field.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
      return field
    },
  }
  await redrawGlyph(
    square(400, 300, 30),
    { frame: hanFrame, alignment: unaligned, weights: Float32Array.of(1, 0), offset: 0 },
    watching,
  )
  expect(max).toBe(1)
})
