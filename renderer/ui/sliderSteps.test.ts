import { expect, test } from 'vitest'
import { byKey, decimalsOf, TRACK, toTrack, toValue } from './sliderSteps.ts'

const percent = { min: 0, max: 100, step: 1, power: 1 }
const size = { min: 1, max: 5000, step: 1, power: 3 }
const fine = { min: 0, max: 2, step: 0.05, power: 1 }

test('a key is a step wherever the thumb is, also where the track is finer or coarser', () => {
  expect(byKey(percent, 50, 'ArrowRight', false)).toBe(51)
  expect(byKey(size, 3, 'ArrowRight', false)).toBe(4)
  expect(byKey(size, 4000, 'ArrowDown', false)).toBe(3999)
  expect(byKey(fine, 0.1, 'ArrowUp', false)).toBe(0.15)
})

test('with Shift, and by pages, it is ten; home and end are the ends', () => {
  expect(byKey(percent, 50, 'ArrowLeft', true)).toBe(40)
  expect(byKey(percent, 95, 'PageUp', false)).toBe(100)
  expect(byKey(percent, 95, 'PageUp', true)).toBe(100)
  expect([byKey(size, 9, 'Home', false), byKey(size, 9, 'End', false)]).toEqual([1, 5000])
  expect(byKey(percent, 50, 'a', false)).toBeNull()
})

test('the track goes from end to end, and comes back to the value that it came from', () => {
  for (const range of [percent, size, fine]) {
    expect(toTrack(range, range.min)).toBe(0)
    expect(toTrack(range, range.max)).toBe(TRACK)
    expect(toValue(range, 0)).toBe(range.min)
    expect(toValue(range, TRACK)).toBe(range.max)
  }
  for (const value of [0, 0.05, 1.35, 2]) expect(toValue(fine, toTrack(fine, value))).toBe(value)
})

test('a range of one value has a thumb too', () => {
  expect(toTrack({ ...percent, min: 3, max: 3 }, 3)).toBe(0)
})

test('a step says how many decimals are shown', () => {
  expect([1, 0.1, 0.05, 0.001].map(decimalsOf)).toEqual([0, 1, 2, 3])
})
