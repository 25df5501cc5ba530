import { expect, test } from 'vitest'
import type { Pixels } from '../../contract/pixels.ts'
import { hintsAt, isSaid } from './hints.ts'

const blank = (width: number, height: number): Pixels => ({
  width,
  height,
  channels: 4,
  data: new Uint8Array(4 * width * height),
})

test('a pixel knows how much of it is covered, and the mean colour of that alone', () => {
  const hints = blank(40, 20)
  hints.data.set([255, 0, 0, 255], 4 * (3 * 40 + 2))
  hints.data.set([0, 0, 255, 255], 4 * (4 * 40 + 2))
  const seen = hintsAt(hints, { width: 4, height: 2 })
  expect(seen.coverage[0]).toBeCloseTo(0.02)
  expect([seen.colors[0], seen.colors[8], seen.colors[16]]).toEqual([0.5, 0, 0.5])
  expect([...seen.coverage.subarray(1)]).toEqual([0, 0, 0, 0, 0, 0, 0])
  expect([isSaid(seen, 0), isSaid(seen, 1)]).toEqual([true, false])
})

test('half a stroke says less than a whole one, and has the same colour', () => {
  const hints = blank(2, 1)
  hints.data.set([10, 20, 30, 255, 10, 20, 30, 51])
  const seen = hintsAt(hints, { width: 2, height: 1 })
  expect(seen.coverage[1]).toBeCloseTo(0.2)
  expect(seen.colors[1]).toBeCloseTo(10 / 255)
})

test('a picture may be larger than its hints are read at, or smaller', () => {
  const hints = blank(2, 2)
  hints.data.set([255, 255, 255, 255], 12)
  const seen = hintsAt(hints, { width: 4, height: 4 })
  expect(Array.from(seen.coverage.keys()).filter((at) => isSaid(seen, at))).toEqual([10, 11, 14, 15])
})
