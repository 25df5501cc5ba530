import { expect, test } from 'vitest'
import { Random } from '../../nets/random.ts'
import { picturesOf } from './pictures.ts'
import { psnr } from './psnr.ts'
import { type PictureBytes, ssim } from './ssim.ts'

const random = new Random(1, 'fidelity')
const picture = (width: number, height: number, value: (i: number) => number): PictureBytes => ({
  width,
  height,
  channels: 3,
  data: Uint8Array.from({ length: 3 * width * height }, (_, i) => value(i)),
})
const noise = picture(20, 17, () => random.below(256))

test('tensors are measured as levels from 0 to 255, channels side by side', () => {
  const data = Float32Array.of(-1, 0, 1, 3, -1, -1, 0.5, 0.5)
  const [first, second] = picturesOf({ shape: [2, 2, 1, 2], data })
  expect(first).toMatchObject({ width: 2, height: 1, channels: 2 })
  expect([...(first!.data as Float32Array)]).toEqual([0, 255, 127.5, 255])
  expect([...(second!.data as Float32Array)]).toEqual([0, 191.25, 0, 191.25])
})

test('PSNR follows from the mean squared error', () => {
  expect(psnr([10, 20, 30, 40], [10, 20, 30, 40])).toBe(Number.POSITIVE_INFINITY)
  // A mean squared error of 25: 10 log10(65025 / 25).
  expect(psnr([10, 20], [15, 15])).toBeCloseTo(34.1514, 4)
  expect(psnr([0, 0], [255, 255])).toBe(0)
})

test('SSIM is one for equal pictures, symmetric, and less for others', () => {
  expect(ssim(noise, noise)).toBeCloseTo(1, 12)
  const other = picture(20, 17, (i) => 255 - noise.data[i]!)
  expect(ssim(noise, other)).toBeLessThan(0)
  expect(ssim(noise, other)).toBeCloseTo(ssim(other, noise), 12)
})

test('SSIM of flat pictures compares their means alone', () => {
  const [a, b] = [100, 140]
  const floor = (0.01 * 255) ** 2
  const expected = (2 * a * b + floor) / (a * a + b * b + floor)
  expect(
    ssim(
      picture(15, 15, () => a),
      picture(15, 15, () => b),
    ),
  ).toBeCloseTo(expected, 9)
})
