import { expect, test } from 'vitest'
import { FIELD_RANGE, packField, unpackField } from './distances.ts'

test('a byte keeps a distance near the border to a sixtieth of a pixel, and what is far is cut off', () => {
  const back = (...distances: number[]) => [...unpackField(packField(distances))]
  for (const distance of [0, 0.25, -0.25])
    expect(Math.abs(back(distance)[0]! - distance)).toBeLessThan(1 / 60)
  for (const distance of [1, -1, 4]) expect(Math.abs(back(distance)[0]! - distance)).toBeLessThan(0.07)
  expect(back(100, -100)).toEqual([FIELD_RANGE, -FIELD_RANGE])
})
