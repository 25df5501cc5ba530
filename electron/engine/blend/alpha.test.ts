import { expect, test } from 'vitest'
import { solid } from '../../imaging/codecs/codecs.fixture.ts'
import { withPhotoAlpha } from './alpha.ts'

const inPlace = { x: 2, y: 1, scaleX: 1, scaleY: 1, rotation: 0 }
const rgb = (width: number, height: number) => ({
  ...{ width, height, channels: 3 as const },
  data: new Uint8Array(3 * width * height).fill(9),
})
const { signal } = new AbortController()

test('an opaque photo gives an opaque result', async () => {
  const pixels = rgb(6, 4)
  const scene = {
    background: solid(6, 4, [1, 2, 3, 255]),
    source: solid(2, 2, [4, 5, 6, 255]),
    transform: inPlace,
  }
  expect(await withPhotoAlpha(pixels, { x: 0, y: 0, width: 6, height: 4 }, scene, signal)).toBe(pixels)
})

test('transparency stays but where the object lies, as much as it covers', async () => {
  const background = solid(6, 4, [1, 2, 3, 0])
  background.data[3] = 128
  const mask = { width: 2, height: 2, channels: 1 as const, data: Uint8Array.of(255, 100, 0, 255) }
  const scene = { background, source: solid(2, 2, [4, 5, 6, 255]), mask, transform: inPlace }
  const whole = await withPhotoAlpha(rgb(6, 4), { x: 0, y: 0, width: 6, height: 4 }, scene, signal)
  const alpha = (x: number, y: number) => whole.data[4 * (6 * y + x) + 3]
  expect([alpha(0, 0), alpha(1, 1), alpha(2, 1), alpha(3, 1), alpha(2, 2), alpha(3, 2)]).toEqual([
    128, 0, 255, 100, 0, 255,
  ])
  expect([...whole.data.subarray(0, 3)]).toEqual([9, 9, 9])
  const part = await withPhotoAlpha(rgb(2, 1), { x: 2, y: 1, width: 2, height: 1 }, scene, signal)
  expect([part.data[3], part.data[7]]).toEqual([255, 100])
})
