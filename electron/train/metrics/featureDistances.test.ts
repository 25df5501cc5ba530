import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { waves } from '../testing/waves.fixture.ts'
import { frechetDistance, kernelDistance } from './featureDistances.ts'

/* Figures of NumPy and SciPy: scripts/golden/terms.py. */
const golden: Record<string, { frechet: number; kernel: number }> = JSON.parse(
  readFileSync(new URL('../../../tests/golden/train/terms.json', import.meta.url), 'utf8'),
).distances

const set = (rows: Float32Array) => ({ rows, dimensions: 6 })
const sets = {
  like: [waves([40, 6], 1.9), waves([30, 6], 2.3)],
  apart: [waves([40, 6], 1.9), waves([50, 6], 0.4).map((x) => 2 * x + 1)],
  few: [waves([4, 6], 1.9), waves([5, 6], 0.4)],
} as const

test.each(Object.entries(sets))('distances of sets that are %s are those of NumPy', (name, [a, b]) => {
  const [frechet, kernel] = [frechetDistance, kernelDistance].map((measure) => measure(set(a), set(b)))
  expect(frechet!.value).toBeCloseTo(golden[name]!.frechet, 4)
  expect(kernel!.value).toBeCloseTo(golden[name]!.kernel, 4)
  expect(frechet!.pictures).toEqual([a.length / 6, b.length / 6])
  expect(kernel!.pictures).toEqual([a.length / 6, b.length / 6])
})

test('a set is no distance from itself', () => {
  expect(frechetDistance(set(sets.like[0]), set(sets.like[0])).value).toBeCloseTo(0, 8)
})

test('features of one picture, or through different networks, are refused', () => {
  expect(() => frechetDistance(set(waves([1, 6], 1)), set(sets.like[0]))).toThrow('at least two pictures')
  expect(() => kernelDistance({ rows: waves([6, 4], 1), dimensions: 4 }, set(sets.like[0]))).toThrow(
    '4 and 6 numbers each',
  )
})
