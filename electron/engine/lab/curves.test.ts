import { expect, it } from 'vitest'
import { bestOf, figuresIn, thinned } from './curves.ts'
import { estimateOf } from './estimate.ts'
import type { CurveRow } from './runFiles.ts'

const rows: CurveRow[] = Array.from({ length: 10 }, (_, index) => ({
  step: index + 1,
  l1: index,
  ...((index + 1) % 5 === 0 && { psnrHeldOut: index }),
}))

it('thins curves out by the means of equal spans, and leaves figures as they are', () => {
  expect(thinned(rows, 100)).toHaveLength(10)
  expect(thinned(rows, 4)).toEqual([
    { step: 3, values: { l1: 1 } },
    { step: 6, values: { l1: 4 } },
    { step: 9, values: { l1: 7 } },
    { step: 10, values: { l1: 9 } },
  ])
  expect(figuresIn(rows)).toEqual([
    { step: 5, values: { psnrHeldOut: 4 } },
    { step: 10, values: { psnrHeldOut: 9 } },
  ])
  expect(thinned([], 10)).toEqual([])
})

it('tells what is said of drawn pictures from losses', () => {
  const drawn: CurveRow[] = [{ step: 1, critic: 2, likeness: 0.5, askedClass: 1 }]
  expect(thinned(drawn, 10)).toEqual([{ step: 1, values: { critic: 2 } }])
  expect(figuresIn(drawn)).toEqual([{ step: 1, values: { likeness: 0.5, askedClass: 1 } }])
})

it('finds the best figure and its step', () => {
  expect(bestOf(figuresIn(rows), { figure: 'psnrHeldOut', better: 'lower' })).toEqual({ step: 5, value: 4 })
  expect(bestOf(figuresIn(rows), { figure: 'ssimHeldOut', better: 'higher' })).toBeNull()
})

it('estimates by the median step, whatever one slow step took', () => {
  const { secondsPerStep, spread, seconds, secondsOfOne } = estimateOf([0.2, 0.1, 5, 0.1, 0.2, 0.2, 0.2], 100)
  expect(secondsPerStep).toBe(0.2)
  expect(seconds).toBeCloseTo(100 * secondsOfOne, 9)
  expect(spread).toBeLessThan(0.3)
})
