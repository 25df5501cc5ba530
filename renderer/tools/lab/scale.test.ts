import { expect, it } from 'vitest'
import { nearest, scaleOf } from './scale.ts'

it('ticks at round numbers around the values', () => {
  expect(scaleOf(0, 0.93, 4).ticks).toEqual([0, 0.5, 1])
  expect(scaleOf(12.1, 29.9, 4).ticks).toEqual([10, 15, 20, 25, 30])
  expect(scaleOf(0, 3000, 5).ticks).toEqual([0, 1000, 2000, 3000])
  expect(scaleOf(-0.2, 0.7, 4)).toMatchObject({ low: -0.5, high: 1 })
})

it('says how many decimals tell its ticks apart', () => {
  expect(scaleOf(0, 3000, 5).digits).toBe(0)
  expect(scaleOf(13.07, 13.11, 4)).toMatchObject({ digits: 2, low: 13.07, high: 13.11 })
  expect(scaleOf(0, 0.93, 4).digits).toBe(1)
})

it('gives values that are equal room around', () => {
  const { low, high } = scaleOf(2, 2, 4)
  expect(low).toBeLessThan(2)
  expect(high).toBeGreaterThan(2)
  expect(scaleOf(0, 0, 4).high).toBeGreaterThan(0)
})

it('finds the nearest number', () => {
  expect(nearest([10, 20, 40], 29)).toBe(1)
  expect(nearest([10, 20, 40], 31)).toBe(2)
  expect(nearest([10], -5)).toBe(0)
})
