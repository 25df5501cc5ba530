import { afterEach, expect, test, vi } from 'vitest'
import { Pace } from './pace.ts'

afterEach(() => void vi.useRealTimers())

test('the time left follows the pace of the steps, but not of the first, which prepares the others, nor of pauses', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const pace = new Pace(10)
  const after = (seconds: number, step: number) => {
    vi.advanceTimersByTime(1000 * seconds)
    return pace.left(step)
  }
  expect(after(20, 1)).toBeCloseTo(20 * 9)
  expect(after(1, 2)).toBeCloseTo(1 * 8)
  expect(after(3, 3)).toBeCloseTo((0.95 * 1 + 0.05 * 3) * 7)
  vi.advanceTimersByTime(60_000)
  pace.pause(60_000)
  expect(after(1.1, 4)).toBeCloseTo(1.1 * 6)
})
