import { expect, test } from 'vitest'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { isSamePicture } from './samePicture.ts'

const rgba = (...data: number[]): Pixels => ({
  width: data.length / 4,
  height: 1,
  channels: 4,
  data: Uint8Array.from(data),
})
const rgb = (...data: number[]): Pixels => ({
  ...rgba(),
  width: data.length / 3,
  channels: 3,
  data: Uint8Array.from(data),
})

test('opaque pictures are alike with and without an alpha channel', () => {
  expect(isSamePicture(rgba(10, 20, 30, 255), rgb(10, 20, 30))).toBe(true)
  expect(isSamePicture(rgba(10, 20, 30, 255), rgb(10, 20, 90))).toBe(false)
})

test('the colour of translucent pixels may have been rounded away, their alpha not', () => {
  expect(isSamePicture(rgba(10, 20, 30, 4), rgba(0, 0, 0, 4))).toBe(true)
  expect(isSamePicture(rgba(10, 20, 30, 4), rgba(10, 20, 30, 200))).toBe(false)
})

test('another size is another picture', () => {
  expect(isSamePicture(rgb(1, 2, 3), rgb(1, 2, 3, 4, 5, 6))).toBe(false)
})
