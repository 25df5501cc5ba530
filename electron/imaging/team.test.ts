import { expect, test } from 'vitest'
import { allocatePlane, loadPlane, storeBytes } from './planes.ts'
import { teamOfOne } from './team.fixture.ts'
import { allow, cancel } from './team.ts'

test('a cancelled team stops at its next task, and works again once allowed', async () => {
  const team = await teamOfOne()
  const { memory } = team
  const bytes = storeBytes(memory, { width: 3, height: 2, channels: 3, data: new Uint8Array(18).fill(51) })
  const plane = allocatePlane(memory, bytes)
  const load = () => loadPlane(team, bytes, plane, null)
  const mark = memory.mark()
  cancel(memory.shared)
  expect(load).toThrow(expect.objectContaining({ code: 'cancelled' }))
  allow(memory.shared)
  load()
  expect(memory.mark()).toBe(mark)
  const pixels = [...memory.floats(plane.pointer, 4 * 6)]
  expect(pixels.map((v) => Math.round(v * 255))).toEqual(Array(6).fill([51, 51, 51, 0]).flat())
})

test('memory beyond 4 GiB is refused with what was asked for', async () => {
  const { memory } = await teamOfOne()
  expect(() => memory.allocatePlane(16384, 16384)).toThrow(
    expect.objectContaining({ code: 'too-large', message: expect.stringMatching(/4096 MB/) }),
  )
  expect(memory.size).toBeLessThan(2 ** 20)
})
