import { expect, test } from 'vitest'
import { Random } from '../../electron/nets/random.ts'
import { correlation, countsOf, fromEven, rankCorrelation } from './numbers.ts'
import { ridgeShare } from './ridge.ts'

test('ridge regression sorts what a plane parts, and of noise no more than chance', () => {
  const random = new Random(0, 'ridge')
  const draw = (apart: number) => {
    const labels = Array.from({ length: 400 }, () => random.below(2))
    return {
      labels,
      codes: labels.map((k) => Float32Array.of(5 + random.normal(), 100 * (apart * k + random.normal()))),
    }
  }
  expect(ridgeShare(draw(6), draw(6), 2)).toBeGreaterThan(0.99)
  expect(Math.abs(ridgeShare(draw(0), draw(0), 2) - 0.5)).toBeLessThan(0.15)
})

test('statistics are those of their formulas', () => {
  expect(correlation([0, 1, 2], [1, 3, 5])).toBeCloseTo(1)
  expect(rankCorrelation([1, 2, 3, 4], [1, 10, 100, 50])).toBeCloseTo(0.8)
  expect(countsOf([0, 2, 2], 3)).toEqual([1, 0, 2])
  expect(fromEven([5, 5])).toBeCloseTo(0)
  expect(fromEven([10, 0])).toBeCloseTo(Math.log(2))
})
