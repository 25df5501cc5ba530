import { expect, test } from 'vitest'
import { fitMixture } from './mixture.ts'

/** Styles as points, a mixture as the mean of them: the error is how far it is from what is wanted. */
const places = [
  [0, 0],
  [1, 0],
  [0, 1],
  [5, 5],
] as const
const errorTo = (x: number, y: number) => async (weights: Float32Array) => {
  const at = (axis: 0 | 1) => weights.reduce((sum, weight, k) => sum + weight * places[k]![axis], 0)
  return Math.hypot(at(0) - x, at(1) - y)
}
const sum = (values: Float32Array) => values.reduce((all, value) => all + value, 0)

test('where one style is what is wanted, it is that one alone', async () => {
  const { weights, error } = await fitMixture(4, errorTo(1, 0))
  expect([...weights]).toEqual([0, 1, 0, 0])
  expect(error).toBe(0)
})

test('between styles it is a mixture that is nearer than each of them, and whole', async () => {
  const { weights, error } = await fitMixture(4, errorTo(0.4, 0.35))
  expect(error).toBeLessThan(0.12)
  expect(sum(weights)).toBeCloseTo(1)
  expect(weights[3]).toBeLessThan(0.1)
})
