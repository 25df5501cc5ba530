import { expect, test } from 'vitest'
import { rank, thumbnail } from './rank.ts'

const flat = (value: number) => new Float32Array(192).fill(value)

test('the best comes first, what is no answer last, and between them neighbours differ', () => {
  // 1 and 2 look like 0; 3 costs a little more and looks otherwise; 4 is far off.
  const order = rank([1, 1.05, 1.1, 1.3, 9], [flat(0), flat(0.01), flat(0.02), flat(1), flat(0.5)])
  expect(order[0]).toBe(0)
  expect(order[1]).toBe(3)
  expect(order.at(-1)).toBe(4)
  expect(order.toSorted()).toEqual([0, 1, 2, 3, 4])
})

test('without costs all are there, and one alone is', () => {
  expect(rank([0, 0, 0], [flat(0), flat(0.5), flat(1)]).toSorted()).toEqual([0, 1, 2])
  expect(rank([3], [flat(0)])).toEqual([0])
})

test('a thumbnail has the mean of what its pixels cover', () => {
  const picture = Float32Array.from({ length: 256 }, (_, i) => (i % 16 < 8 ? 1 : 0))
  const thumb = thumbnail(picture, 1, 16, 16)
  expect([thumb[0], thumb[3], thumb[4], thumb[7]]).toEqual([1, 1, 0, 0])
})
