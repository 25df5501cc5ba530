import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  filled,
  fitted,
  keepInSight,
  MAX_SCALE,
  MIN_SCALE,
  nextScale,
  toDocument,
  toScreen,
  visibleDocument,
  zoomAbout,
} from './viewMath.ts'

const viewport = { width: 800, height: 600, pixelRatio: 2 }

const placement = fc.record({
  zoom: fc.double({ min: 0.01, max: 30, noNaN: true }),
  panX: fc.integer({ min: -5000, max: 5000 }),
  panY: fc.integer({ min: -5000, max: 5000 }),
})
const point = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) })

describe('zoomAbout', () => {
  test('keeps what is under the anchor there, to a device pixel', () => {
    fc.assert(
      fc.property(
        placement,
        fc.double({ min: 0.01, max: 30, noNaN: true }),
        point,
        (before, zoom, anchor) => {
          const after = zoomAbout(before, zoom, anchor, viewport)
          const now = toScreen(after, toDocument(before, anchor))
          expect(Math.abs(now.x - anchor.x)).toBeLessThanOrEqual(0.5)
          expect(Math.abs(now.y - anchor.y)).toBeLessThanOrEqual(0.5)
        },
      ),
    )
  })
  test('pans to whole device pixels', () => {
    const { panX, panY } = zoomAbout({ zoom: 1, panX: 0.3, panY: 7 }, 1.37, { x: 13, y: 5 }, viewport)
    expect([panX * 2, panY * 2]).toEqual([Math.round(panX * 2), Math.round(panY * 2)])
  })
  test('stays within the extremes of scale', () => {
    const from = { zoom: 1, panX: 0, panY: 0 }
    const at = { x: 0, y: 0 }
    expect(zoomAbout(from, 1e6, at, viewport).zoom).toBe(MAX_SCALE / 2)
    expect(zoomAbout(from, 1e-6, at, viewport).zoom).toBe(MIN_SCALE / 2)
  })
})

describe('fitted and filled', () => {
  test('a large document fits with a margin, in the middle', () => {
    const at = fitted({ width: 4000, height: 1000 }, viewport)
    expect(at.zoom).toBeCloseTo(752 / 4000)
    expect(at.panX).toBe(24)
    expect(at.panY).toBeCloseTo(300 - 500 * at.zoom, 0)
  })
  test('a small document is shown at 100 % of the device, not blown up', () => {
    expect(fitted({ width: 10, height: 10 }, viewport).zoom).toBe(0.5)
  })
  test('filling leaves no side uncovered', () => {
    const at = filled({ width: 400, height: 100 }, viewport)
    const seen = visibleDocument(at, viewport)
    expect(seen.height).toBeCloseTo(100)
    expect(seen.width).toBeLessThanOrEqual(400)
  })
})

test('keepInSight never lets the document leave the viewport', () => {
  const document = { width: 300, height: 200 }
  fc.assert(
    fc.property(placement, (anywhere) => {
      const { zoom, panX, panY } = keepInSight(anywhere, document, viewport)
      expect(panX).toBeLessThan(viewport.width)
      expect(panY).toBeLessThan(viewport.height)
      expect(panX + document.width * zoom).toBeGreaterThan(0)
      expect(panY + document.height * zoom).toBeGreaterThan(0)
    }),
  )
})

describe('nextScale', () => {
  test('steps through 100 % in both directions', () => {
    expect(nextScale(0.9, 1)).toBe(1)
    expect(nextScale(1.2, -1)).toBe(1)
    expect(nextScale(1, 1)).toBe(1.5)
  })
  test('ends at the extremes', () => {
    expect(nextScale(MAX_SCALE, 1)).toBe(MAX_SCALE)
    expect(nextScale(MIN_SCALE, -1)).toBe(MIN_SCALE)
  })
})
