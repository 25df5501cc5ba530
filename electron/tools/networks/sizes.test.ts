import { expect, test } from 'vitest'
import { networkSize, within } from './sizes.ts'

test.each([
  [
    { width: 4000, height: 3000 },
    { width: 160, height: 128 },
  ],
  [
    { width: 3000, height: 4000 },
    { width: 128, height: 160 },
  ],
  [
    { width: 128, height: 128 },
    { width: 128, height: 128 },
  ],
  [
    { width: 40, height: 30 },
    { width: 160, height: 128 },
  ],
  // No longer than four sides, and no thinner than the network allows.
  [
    { width: 16000, height: 1000 },
    { width: 512, height: 32 },
  ],
  [
    { width: 1, height: 5000 },
    { width: 32, height: 512 },
  ],
])('%j is seen at %j by a network for multiples of 32 that was trained at 128', (picture, seen) => {
  expect(networkSize(picture, { multiple: 32 }, 128)).toEqual(seen)
})

test('a network of one size sees everything at it', () => {
  const fixed = { width: 256, height: 128 }
  expect(networkSize({ width: 10, height: 900 }, fixed, 128)).toEqual(fixed)
})

test('a limit holds for the longer side, and enlarges nothing', () => {
  expect(within({ width: 4000, height: 3000 }, 1024)).toEqual({ width: 1024, height: 768 })
  expect(within({ width: 300, height: 200 }, 1024)).toEqual({ width: 300, height: 200 })
  expect(within({ width: 16000, height: 2 }, 1024)).toEqual({ width: 1024, height: 1 })
})
