import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handles, normalizeDegrees, pointOnLayer, rotateTo, scaleTo } from './transformKernel.ts'

const size = { width: 200, height: 100 }
const upright = { x: 10, y: 20, scaleX: 1, scaleY: 1, rotation: 0 }
const free = { keepProportions: false, fromCenter: false }
const corner = { u: 1, v: 1 } as const

const factor = fc.double({ min: 0.2, max: 4, noNaN: true })
const transform = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  scaleX: fc.oneof(
    factor,
    factor.map((f) => -f),
  ),
  scaleY: fc.oneof(
    factor,
    factor.map((f) => -f),
  ),
  rotation: fc.integer({ min: -180, max: 180 }),
})
const target = fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) })

function expectNear(p: { x: number; y: number }, q: { x: number; y: number }) {
  expect(p.x).toBeCloseTo(q.x, 6)
  expect(p.y).toBeCloseTo(q.y, 6)
}

describe('scaleTo', () => {
  test('the dragged corner follows the pointer', () => {
    expect(scaleTo(upright, size, corner, { x: 410, y: 70 }, free)).toEqual({
      ...upright,
      scaleX: 2,
      scaleY: 0.5,
    })
  })
  test('a side leaves the other axis alone', () => {
    expect(scaleTo(upright, size, { u: 0, v: 0.5 }, { x: 110, y: 999 }, free)).toEqual({
      ...upright,
      x: 110,
      scaleX: 0.5,
    })
  })
  test('the opposite handle keeps its place, whatever the layer and the pointer', () => {
    fc.assert(
      fc.property(transform, fc.constantFrom(...handles), target, fc.boolean(), (start, handle, to, keep) => {
        const after = scaleTo(start, size, handle, to, { keepProportions: keep, fromCenter: false })
        const [u, v] = [1 - handle.u, 1 - handle.v]
        expectNear(pointOnLayer(after, size, u, v), pointOnLayer(start, size, u, v))
      }),
    )
  })
  test('from the centre, the middle keeps its place', () => {
    fc.assert(
      fc.property(transform, fc.constantFrom(...handles), target, (start, handle, to) => {
        const after = scaleTo(start, size, handle, to, { keepProportions: false, fromCenter: true })
        expectNear(pointOnLayer(after, size, 0.5, 0.5), pointOnLayer(start, size, 0.5, 0.5))
      }),
    )
  })
  test('keeps proportions when asked to', () => {
    const { scaleX, scaleY } = scaleTo(
      upright,
      size,
      corner,
      { x: 610, y: 30 },
      { ...free, keepProportions: true },
    )
    expect([scaleX, scaleY]).toEqual([3, 3])
  })
  test('past the opposite side it mirrors', () => {
    expect(scaleTo(upright, size, { u: 1, v: 0.5 }, { x: -190, y: 0 }, free).scaleX).toBe(-1)
  })
  test('never collapses to nothing', () => {
    const { scaleX, scaleY } = scaleTo(upright, size, corner, { x: 10, y: 20 }, free)
    expect([scaleX * size.width, scaleY * size.height]).toEqual([1, 1])
  })
})

describe('rotateTo', () => {
  const from = { x: 110, y: 0 }
  test('turns about the middle by the angle that the pointer went', () => {
    const after = rotateTo(upright, size, from, { x: 200, y: 70 }, 0)
    expect(after.rotation).toBeCloseTo(90)
    expectNear(pointOnLayer(after, size, 0.5, 0.5), { x: 110, y: 70 })
  })
  test('rounds to steps when asked to', () => {
    expect(rotateTo(upright, size, from, { x: 140, y: 5 }, 15).rotation % 15).toBeCloseTo(0)
  })
  test('angles stay within a half turn', () => {
    expect([-180, 180, 190, -190, 720].map(normalizeDegrees)).toEqual([180, 180, -170, 170, 0])
  })
})
