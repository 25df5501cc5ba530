import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resize } from './resample.ts'

test('resizing to the same size changes nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 35, maxLength: 35 }), (mask) => {
      expect(resize(mask, 7, 5, 1, 7, 5)).toEqual(mask)
    }),
  )
})

test('one colour stays that colour at any size', () => {
  const side = fc.integer({ min: 1, max: 12 })
  fc.assert(
    fc.property(side, side, side, side, fc.nat(255), (w, h, toW, toH, value) => {
      const picture = new Uint8Array(w * h * 4).fill(value).map((v, i) => (i % 4 === 3 ? 255 : v))
      const out = resize(picture, w, h, 4, toW, toH)
      expect(out.every((v, i) => v === (i % 4 === 3 ? 255 : value))).toBe(true)
    }),
  )
})

test('shrinking averages: alternating black and white becomes grey', () => {
  const stripes = Uint8Array.from({ length: 64 }, (_, i) => (i % 2) * 255)
  const middle = resize(stripes, 64, 1, 1, 8, 1).subarray(1, 7)
  for (const value of middle) expect(Math.abs(value - 127.5)).toBeLessThan(4)
})

test('a ramp stays a ramp when enlarged', () => {
  const ramp = Uint8Array.from({ length: 16 }, (_, i) => i * 16)
  const out = resize(ramp, 16, 1, 1, 32, 1)
  for (let i = 6; i < 26; i++) expect(Math.abs(out[i]! - ((i + 0.5) / 2 - 0.5) * 16)).toBeLessThan(1)
})

test('transparent pixels lend no colour', () => {
  // Red beside transparent green, halved: red at half alpha.
  expect([...resize(Uint8Array.from([255, 0, 0, 255, 0, 255, 0, 0]), 2, 1, 4, 1, 1)]).toEqual([
    255, 0, 0, 128,
  ])
})
