import { expect, test } from 'vitest'
import { ALIGNMENT_SIDE, type Alignment, affineOf, fitAlignment } from './align.ts'
import { hanFrame, renderField } from './field.ts'
import { type Contour, type Outline, type Point, transformed } from './outline/outline.ts'

const box = (left: number, bottom: number, width: number, height: number): Contour => {
  const [right, top] = [left + width, bottom + height]
  const corners: Point[] = [
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: right, y: top },
    { x: left, y: top },
  ]
  return {
    start: corners[0]!,
    segments: [...corners.slice(1), corners[0]!].map((to) => ({ kind: 'line', to })),
  }
}

/** Crossed strokes in several places, as the strokes of characters are. */
const glyphs: Outline[] = [0, 1, 2, 3, 4, 5].map((k) => [
  box(150, 100 + 110 * k, 700, 70),
  box(200 + 100 * k, -50, 80, 850),
  box(300, 620 - 90 * k, 300 + 40 * k, 60),
])

const aligned = (truth: Alignment) =>
  fitAlignment(
    glyphs.map((source) => ({
      source,
      target: renderField(transformed(source, affineOf(truth)), hanFrame, ALIGNMENT_SIDE),
    })),
  )

test.each<Alignment>([
  { scaleX: 1, scaleY: 1, slant: 0, moveX: 0, moveY: 0 },
  { scaleX: 0.8, scaleY: 0.95, slant: 0.12, moveX: 40, moveY: 15 },
  { scaleX: 1.06, scaleY: 0.9, slant: -0.08, moveX: -20, moveY: 60 },
])('the five numbers of a style are found again: %j', (truth) => {
  const { alignment, overlap } = aligned(truth)
  expect(Math.abs(alignment.scaleX - truth.scaleX)).toBeLessThan(0.01)
  expect(Math.abs(alignment.scaleY - truth.scaleY)).toBeLessThan(0.01)
  expect(Math.abs(alignment.slant - truth.slant)).toBeLessThan(0.01)
  expect(Math.abs(alignment.moveX - truth.moveX)).toBeLessThan(5)
  expect(Math.abs(alignment.moveY - truth.moveY)).toBeLessThan(5)
  expect(overlap).toBeGreaterThan(0.9)
})
