import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberStep, rulerTicks } from './rulerTicks.ts'

const zoom = fc.double({ min: 0.01, max: 64, noNaN: true })

describe('rulerTicks', () => {
  test('at 100 % numbers stand every 100 pixels', () => {
    const ticks = rulerTicks(1, 0, 250)
    expect(ticks.filter(({ rank }) => rank === 2).map(({ value }) => value)).toEqual([0, 100, 200])
    expect(ticks[5]).toEqual({ value: 50, at: 50, rank: 1 })
  })
  test('steps are whole pixels, 1, 2 or 5 times a power of ten, and numbers have room', () => {
    fc.assert(
      fc.property(zoom, (z) => {
        const step = numberStep(z)
        expect(step * z).toBeGreaterThanOrEqual(63.9)
        expect(['1', '2', '5']).toContain(String(step).replace(/0+$/, ''))
      }),
    )
  })
  test('covers the ruler, evenly, with every tick on a whole pixel', () => {
    fc.assert(
      fc.property(zoom, fc.integer({ min: -3000, max: 3000 }), (z, pan) => {
        const ticks = rulerTicks(z, pan, 600)
        expect(ticks[0]!.at).toBeLessThanOrEqual(0)
        expect(ticks.at(-1)!.at).toBeGreaterThanOrEqual(600)
        expect(ticks.every(({ value }) => Number.isInteger(value))).toBe(true)
        expect(ticks[1]!.at - ticks[0]!.at).toBeGreaterThanOrEqual(4.9)
      }),
    )
  })
})
