import { expect, test } from 'vitest'
import { z } from 'zod'
import { updateOf, updateOptions } from './update.ts'

const parse = (given: Record<string, unknown>) =>
  updateOf(z.strictObject(updateOptions('linear')).parse({ rate: 1, ...given }))

const rates = (given: Record<string, unknown>) => {
  const { rate } = parse(given)
  return [0, 25, 50, 75, 100].map((step) => Number(rate({ step, total: 100, updates: () => 0 }).toFixed(6)))
}

test('schedules lead from the rate at the start to the end of the run', () => {
  expect(rates({})).toEqual([1, 1, 1, 0.5, 0])
  expect(rates({ schedule: 'constant' })).toEqual([1, 1, 1, 1, 1])
  expect(rates({ schedule: 'cosine' })).toEqual([1, 0.853553, 0.5, 0.146447, 0])
  expect(rates({ schedule: 'step' })).toEqual([1, 0.5, 0.25, 0.125, 0.0625])
})

test.each(['adam', 'adamw', 'rmsprop', 'sgd'])('%s is what its name says', (optimiser) => {
  expect(parse({ optimiser }).optimiser.name).toBe(optimiser)
})

test('gradients are clipped on demand alone', () => {
  expect(parse({})).not.toHaveProperty('clipNorm')
  expect(parse({ clipNorm: '0.5' }).clipNorm).toBe(0.5)
})
