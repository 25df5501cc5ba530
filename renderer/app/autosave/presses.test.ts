import { expect, it } from 'vitest'
import { Presses } from './presses.ts'

function send(target: EventTarget, type: string, pointerId: number, buttons = 1): void {
  target.dispatchEvent(Object.assign(new Event(type), { pointerId, buttons }))
}

async function isReleased(presses: Presses): Promise<boolean> {
  return Promise.race([presses.released().then(() => true), Promise.resolve().then(() => false)])
}

it('waits for the last of several pointers, and for none when none is pressed', async () => {
  const target = new EventTarget()
  const presses = new Presses(target)
  expect(await isReleased(presses)).toBe(true)
  send(target, 'pointerdown', 1)
  send(target, 'pointerdown', 2)
  const released = presses.released()
  send(target, 'pointerup', 1)
  expect(await isReleased(presses)).toBe(false)
  send(target, 'pointercancel', 2)
  await released
})

it('takes a move without buttons, or leaving the window, as the release it did not hear', async () => {
  const target = new EventTarget()
  const presses = new Presses(target)
  send(target, 'pointerdown', 1)
  send(target, 'pointermove', 1, 1)
  expect(await isReleased(presses)).toBe(false)
  send(target, 'pointermove', 1, 0)
  expect(await isReleased(presses)).toBe(true)
  send(target, 'pointerdown', 1)
  target.dispatchEvent(new Event('blur'))
  expect(await isReleased(presses)).toBe(true)
})
