import { expect, test } from 'vitest'
import { type Field, renderField } from '../field.ts'
import type { Contour, Outline } from '../outline/outline.ts'
import { gateOf, passes } from './gate.ts'
import { skeleton } from './skeleton.ts'
import { likenessOf } from './structure.ts'
import { topologyOf } from './topology.ts'

const box = (left: number, bottom: number, width: number, height: number, turned = false): Contour => {
  const [right, top] = [left + width, bottom + height]
  const corners = [
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: right, y: top },
    { x: left, y: top },
  ]
  if (turned) corners.reverse()
  return {
    start: corners[0]!,
    segments: [...corners.slice(1), corners[0]!].map((to) => ({ kind: 'line', to })),
  }
}
const frameOf = (left: number, bottom: number, side: number, stroke: number): Outline => [
  box(left, bottom, side, side),
  box(left + stroke, bottom + stroke, side - 2 * stroke, side - 2 * stroke, true),
]
/** 回, 田 without its middle, 三: as strokes of a width. */
const characters: ((stroke: number) => Outline)[] = [
  (stroke) => [...frameOf(100, 0, 800, stroke), ...frameOf(300, 200, 400, stroke)],
  (stroke) => [...frameOf(100, 0, 800, stroke), box(100, 380, 800, stroke)],
  (stroke) => [box(200, 700, 600, stroke), box(250, 380, 500, stroke), box(100, 40, 800, stroke)],
  (stroke) => [box(460, -50, stroke, 850), box(100, 380, 800, stroke)],
]

test('the middle lines of a cross are two lines as long as it, one pixel wide', () => {
  const side = 40
  const ink = Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)]
    return (x >= 18 && x < 23 && y >= 4 && y < 36) || (y >= 18 && y < 23 && x >= 4 && x < 36) ? 1 : -1
  })
  const found = skeleton(ink, side)
  const rows = new Map<number, number>()
  for (let k = 0; k < found.length; k += 2) rows.set(found[k + 1]!, (rows.get(found[k + 1]!) ?? 0) + 1)
  expect(rows.size).toBeGreaterThan(24)
  expect([...rows.values()].filter((count) => count > 2)).toHaveLength(1)
  expect(Math.max(...rows.values())).toBeGreaterThan(24)
})

test('components and holes are counted, touching corners join ink', () => {
  expect(topologyOf(characters[0]!(60))).toEqual({ components: 2, holes: 2 })
  expect(topologyOf(characters[1]!(60))).toEqual({ components: 1, holes: 2 })
  expect(topologyOf(characters[2]!(60))).toEqual({ components: 3, holes: 0 })
  expect(topologyOf([])).toEqual({ components: 0, holes: 0 })
})

test('a bolder drawing of the character passes; another character, and one with a part gone or added, do not', () => {
  const light = characters.map((draw) => renderField(draw(60)))
  const bold = characters.map((draw) => renderField(draw(85)))
  const gate = gateOf(bold.map((field, k) => likenessOf(field, light[k]!)))
  const isRight = (drawing: Field, source: Field) => passes(likenessOf(drawing, source), gate)
  for (const [k, field] of bold.entries()) expect(isRight(field, light[k]!)).toBe(true)
  expect(isRight(bold[0]!, light[1]!)).toBe(false)
  expect(isRight(bold[3]!, light[2]!)).toBe(false)
  const cut = renderField(characters[2]!(85).slice(1))
  expect(isRight(cut, light[2]!)).toBe(false)
  expect(likenessOf(cut, light[2]!).missing).toBeGreaterThan(gate.missing)
  const more = renderField([...characters[3]!(85), box(150, 650, 250, 85)])
  expect(isRight(more, light[3]!)).toBe(false)
  expect(likenessOf(more, light[3]!).added).toBeGreaterThan(gate.added)
})

test('a drawing without ink is far from any character', () => {
  const [field] = characters.map((draw) => renderField(draw(60)))
  const empty = likenessOf(renderField([]), field!)
  expect(empty.overlap).toBeCloseTo(0, 5)
  expect(empty.missing).toBeGreaterThan(500)
  expect(empty.density).toBe(0)
})
