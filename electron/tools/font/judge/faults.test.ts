import { expect, test } from 'vitest'
import { type Field, renderField } from '../field.ts'
import type { Contour, Outline } from '../outline/outline.ts'
import { judged } from './faults.ts'
import { partsOf } from './parts.ts'

const box = (left: number, bottom: number, width: number, height: number, turned = false): Contour => {
  const corners = [
    { x: left, y: bottom },
    { x: left + width, y: bottom },
    { x: left + width, y: bottom + height },
    { x: left, y: bottom + height },
  ]
  if (turned) corners.reverse()
  return {
    start: corners[0]!,
    segments: [...corners.slice(1), corners[0]!].map((to) => ({ kind: 'line', to })),
  }
}
/** 日: a frame with a bar in it, of strokes of a width. */
const sun = (stroke: number): Outline => [
  box(200, -50, 600, 850),
  box(200 + stroke, -50 + stroke, 600 - 2 * stroke, 425 - 1.5 * stroke, true),
  box(200 + stroke, 375 + stroke / 2, 600 - 2 * stroke, 425 - 1.5 * stroke, true),
]
const source = renderField(sun(60))
/** As lax as a gate can be. */
const gate = { density: 0, overlap: 0, missing: 1000, added: 1000 }
const faults = (drawing: Field, ink: number | null = null) => judged(drawing, source, gate, ink)

test('a bolder drawing is right, and has as much more ink as it is bolder', () => {
  const bold = renderField(sun(80))
  expect(faults(bold, 1.3)).toEqual([])
  expect(partsOf(bold, source)).toMatchObject({ lost: 0, extra: 0, closed: 0, ink: expect.closeTo(1.28, 1) })
  expect(faults(bold, 2)).toEqual(['ink'])
  expect(faults(bold, 0.9)).toEqual(['ink'])
})

test('a stroke that is gone, one too many, and a counter that is filled are told apart', () => {
  // Without the bar.
  expect(faults(renderField([box(200, -50, 600, 850), box(260, 10, 480, 730, true)]))).toEqual(['missing'])
  expect(faults(renderField([...sun(60), box(880, 100, 60, 500)]))).toEqual(['added'])
  const [outer, low] = sun(60)
  expect(faults(renderField([outer!, low!]))).toContain('closed')
})
