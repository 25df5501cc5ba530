import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composite } from '../composite.ts'
import { toSaved } from '../saving.ts'
import { selectRectangle } from '../selection/index.ts'
import { pixelAt, plain, sessionOf } from '../testing/sessions.fixture.ts'
import { inscribed, levelling, straighten } from './straighten.ts'

test('a line is laid level or stood up, by less than 45 degrees', () => {
  expect(levelling(100, 10)).toBeCloseTo(-5.71, 2)
  expect(levelling(-100, -10)).toBeCloseTo(-5.71, 2)
  expect(levelling(10, 100)).toBeCloseTo(5.71, 2)
  expect(levelling(100, 0)).toBeCloseTo(0, 9)
})

test('the frame lies within the turned picture and cannot grow', () => {
  const side = fc.integer({ min: 40, max: 3000 })
  const inside = (w: number, h: number, width: number, height: number, degrees: number) => {
    const angle = (degrees * Math.PI) / 180
    return [1, -1].every((sign) => {
      const [x, y] = [w / 2, (sign * h) / 2]
      const u = x * Math.cos(angle) + y * Math.sin(angle)
      const v = -x * Math.sin(angle) + y * Math.cos(angle)
      return Math.abs(u) <= width / 2 + 1e-6 && Math.abs(v) <= height / 2 + 1e-6
    })
  }
  fc.assert(
    fc.property(side, side, fc.double({ min: -45, max: 45, noNaN: true }), (width, height, degrees) => {
      const frame = inscribed(width, height, degrees)
      expect(inside(frame.width, frame.height, width, height, degrees)).toBe(true)
      expect(inside(frame.width + 3, frame.height + 3, width, height, degrees)).toBe(false)
    }),
  )
})

test('a slanting edge is level afterwards, no corner is empty, and undo takes it back', () => {
  const slope = Math.tan((8 * Math.PI) / 180)
  const picture = plain(120, 80, [200, 200, 200, 255])
  for (let y = 0; y < 80; y++)
    for (let x = 0; x < 120; x++)
      if (y - 40 > (x - 60) * slope) picture.data.set([20, 20, 20, 255], 4 * (y * 120 + x))
  const { session } = sessionOf(120, 80, [picture])
  selectRectangle(session, { x: 50, y: 30, width: 20, height: 20 })
  const before = toSaved(session)
  straighten(session, levelling(100, 100 * slope))
  const { width, height } = session.data
  expect(width).toBeLessThan(120)
  const seen = composite(session)
  for (const x of [1, Math.floor(width / 2), width - 2]) {
    expect(pixelAt(seen, x, Math.floor(height / 2) - 3)[0]).toBe(200)
    expect(pixelAt(seen, x, Math.floor(height / 2) + 3)[0]).toBe(20)
    for (const y of [0, height - 1]) expect(pixelAt(seen, x, y)[3]).toBe(255)
  }
  const selection = session.rasters.mask(session.data.selection!)
  expect([selection.width, selection.height]).toEqual([width, height])
  expect(selection.data[Math.floor(height / 2) * width + Math.floor(width / 2)]).toBe(255)
  expect(selection.data[0]).toBe(0)
  session.undo()
  expect(toSaved(session)).toEqual(before)
})
