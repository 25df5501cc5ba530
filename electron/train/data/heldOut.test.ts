import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isHeldOut } from './heldOut.ts'

const names = Array.from({ length: 5000 }, (_, k) => `picture_${k}.jpg`)

test('about one picture in ten is held out', () => {
  const share = names.filter(isHeldOut).length / names.length
  expect(share).toBeGreaterThan(0.08)
  expect(share).toBeLessThan(0.12)
})

test('the folder changes nothing', () => {
  for (const name of names.slice(0, 50)) expect(isHeldOut(join('elsewhere', name))).toBe(isHeldOut(name))
})

test('variants of a picture are all on its side', () => {
  for (const name of names.slice(0, 200)) {
    const variant = (which: string) => name.replace('.jpg', `@${which}.jpg`)
    expect(isHeldOut(variant('1'))).toBe(isHeldOut(name))
    expect(isHeldOut(variant('turned'))).toBe(isHeldOut(name))
  }
  // Two pictures, and not variants of one without a name.
  const nameless = names.map((name) => `@${name}`)
  expect(new Set(nameless.map(isHeldOut)).size).toBe(2)
})
