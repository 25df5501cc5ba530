import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hexToRgb, hsvToRgb, parseHex, rgbToHex, rgbToHsv } from './color.ts'

test('every colour survives hue, saturation and value', () => {
  const channel = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(channel, channel, channel, (r, g, b) => {
      expect(hsvToRgb(rgbToHsv([r, g, b]))).toEqual([r, g, b])
    }),
  )
})

test.each([
  ['#ff0000', { h: 0, s: 1, v: 1 }],
  ['#00ff00', { h: 120, s: 1, v: 1 }],
  ['#0000ff', { h: 240, s: 1, v: 1 }],
  ['#ffffff', { h: 0, s: 0, v: 1 }],
  ['#000000', { h: 0, s: 0, v: 0 }],
])('%s', (hex, hsv) => {
  expect(rgbToHsv(hexToRgb(hex))).toEqual(hsv)
  expect(rgbToHex(hsvToRgb(hsv))).toBe(hex)
})

test('grey keeps the hue it is given', () => {
  expect(rgbToHsv([128, 128, 128], 210).h).toBe(210)
})

test.each([
  ['1E90FF', '#1e90ff'],
  ['#abc', '#aabbcc'],
  [' #00ff00 ', '#00ff00'],
  ['#12345', null],
  ['red', null],
  ['', null],
])('"%s" is read as %s', (text, hex) => expect(parseHex(text)).toBe(hex))
