import { expect, test } from 'vitest'
import { meanOverlap, overlapAtBest } from './overlap.ts'

const pictures = (...data: number[]) => ({ shape: [data.length / 4, 1, 2, 2], data: Float32Array.from(data) })

test('the overlap is the ink in both by the ink in either, over all pictures, and whole where there is no ink', () => {
  const truth = pictures(-1, -1, 1, 1, 1, 1, 1, 1)
  expect(meanOverlap(pictures(-1, 1, -1, 1, 1, 1, 1, 1), truth)).toBeCloseTo((1 / 3 + 1) / 2)
  expect(meanOverlap(truth, truth)).toBe(1)
})

test('what is everywhere too thin overlaps whole once as much is added everywhere', () => {
  const truth = { shape: [1, 1, 1, 8], data: Float32Array.from([-4, -3, -2, -1, 1, 2, 3, 4]) }
  const thin = { ...truth, data: truth.data.map((distance) => distance - 1.4) }
  expect(
    meanOverlap(
      ...([thin, truth].map(({ shape, data }) => ({ shape, data: data.map((d) => -d) })) as [
        typeof truth,
        typeof truth,
      ]),
    ),
  ).toBeCloseTo(3 / 4)
  expect(overlapAtBest(thin, truth, 1)).toBe(1)
})
