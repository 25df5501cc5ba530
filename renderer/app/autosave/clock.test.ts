import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AutosaveClock, IDLE_MS, LATEST_MS } from './clock.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp() {
  const save = vi.fn()
  return { save, clock: new AutosaveClock(save) }
}

test('saves once the user rests', () => {
  const { save, clock } = setUp()
  clock.changed()
  vi.advanceTimersByTime(IDLE_MS - 1)
  expect(save).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(save).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(LATEST_MS * 2)
  expect(save).toHaveBeenCalledTimes(1)
})

test('a user who never rests is saved half a minute after the first change', () => {
  const { save, clock } = setUp()
  const start = Date.now()
  save.mockImplementation(() => expect(Date.now() - start).toBeLessThanOrEqual(LATEST_MS))
  for (let elapsed = 0; elapsed < LATEST_MS; elapsed += IDLE_MS / 2) {
    clock.changed()
    vi.advanceTimersByTime(IDLE_MS / 2)
  }
  expect(save).toHaveBeenCalledTimes(1)
})

test('the half minute begins anew after a save', () => {
  const { save, clock } = setUp()
  for (let elapsed = 0; elapsed < 4 * LATEST_MS; elapsed += IDLE_MS / 2) {
    clock.changed()
    vi.advanceTimersByTime(IDLE_MS / 2)
  }
  expect(save).toHaveBeenCalledTimes(4)
})

test('flush saves at once, and only what changed', () => {
  const { save, clock } = setUp()
  clock.flush()
  expect(save).not.toHaveBeenCalled()
  clock.changed()
  clock.flush()
  expect(save).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(LATEST_MS)
  expect(save).toHaveBeenCalledTimes(1)
})

test('a document that was saved or closed is not saved again', () => {
  const { save, clock } = setUp()
  clock.changed()
  clock.stop()
  vi.advanceTimersByTime(LATEST_MS)
  expect(save).not.toHaveBeenCalled()
})

test('a save that failed is tried again with the next change, and in half a minute', () => {
  const { save, clock } = setUp()
  clock.failed()
  vi.advanceTimersByTime(LATEST_MS - 1)
  expect(save).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(save).toHaveBeenCalledTimes(1)
  clock.failed()
  clock.changed()
  vi.advanceTimersByTime(IDLE_MS)
  expect(save).toHaveBeenCalledTimes(2)
})
