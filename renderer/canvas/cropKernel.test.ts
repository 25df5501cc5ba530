import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dragFrame, frameBetween } from './cropKernel.ts'
import { handles } from './transformKernel.ts'

const frame = { x: 100, y: 50, width: 80, height: 40 }
const target = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) })

describe('frameBetween', () => {
  test('spans whole pixels, whichever corner comes first', () => {
    expect(frameBetween({ x: 30.4, y: 20.6 }, { x: 10, y: 5 }, null)).toEqual({
      x: 10,
      y: 5,
      width: 20,
      height: 16,
    })
  })
  test('keeps a ratio inside the box that was drawn', () => {
    expect(frameBetween({ x: 0, y: 0 }, { x: 90, y: 40 }, 1)).toEqual({ x: 0, y: 0, width: 40, height: 40 })
  })
})

describe('dragFrame', () => {
  test('a side moves alone', () => {
    expect(dragFrame(frame, { u: 1, v: 0.5 }, { x: 200, y: 0 }, null)).toEqual({ ...frame, width: 100 })
  })
  test('is never empty, and keeps its ratio', () => {
    fc.assert(
      fc.property(fc.constantFrom(...handles), target, (handle, to) => {
        const { width, height } = dragFrame(frame, handle, to, 2)
        expect(width).toBeGreaterThanOrEqual(1)
        expect(Math.abs(height - width / 2)).toBeLessThanOrEqual(0.5)
      }),
    )
  })
})
