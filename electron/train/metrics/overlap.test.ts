import { expect, test } from 'vitest'
import { meanOverlap } from './overlap.ts'

const pictures = (...data: number[]) => ({ shape: [data.length / 4, 1, 2, 2], data: Float32Array.from(data) })

test('the overlap is the ink in both by the ink in either, over all pictures, and whole where there is no ink', () => {
  const truth = pictures(-1, -1, 1, 1, 1, 1, 1, 1)
  expect(meanOverlap(pictures(-1, 1, -1, 1, 1, 1, 1, 1), truth)).toBeCloseTo((1 / 3 + 1) / 2)
  expect(meanOverlap(truth, truth)).toBe(1)
})
