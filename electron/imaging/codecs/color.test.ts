import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { DecodedPicture } from './decoded.ts'
import { fromPixels } from './encode.ts'
import { gradient, largestDifference, noise, openPicture, pixelAt, solid } from './fixtures.ts'
import { convertToSrgb, srgbProfile, tagPng } from './profile.ts'

const codes = (decoded: DecodedPicture) => decoded.notices.map((n) => n.code)

describe('colors', () => {
  const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  const encoded = (v: number) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)
  // Display P3 to sRGB, both D65, from their primaries.
  const matrix = [
    [1.2249, -0.2247, 0],
    [-0.042, 1.0419, 0],
    [-0.0197, -0.0786, 1.0979],
  ] as const
  const expected = (rgb: readonly number[]) =>
    matrix.map((row) => {
      const sum = row.reduce<number>((total, factor, i) => total + factor * linear(rgb[i]! / 255), 0)
      return Math.round(255 * encoded(Math.min(1, Math.max(0, sum))))
    })

  async function p3(): Promise<Uint8Array> {
    const bytes = await fromPixels(noise(2, 2, 3))
      .withIccProfile('p3')
      .png()
      .toBuffer()
    return (await sharp(bytes).metadata()).icc!
  }

  it.each([[[200, 100, 50]], [[30, 160, 90]], [[128, 128, 128]], [[255, 0, 0]]])(
    'of Display P3 %j become those of sRGB',
    async (rgb) => {
      const converted = await convertToSrgb(solid(2, 2, [rgb[0]!, rgb[1]!, rgb[2]!, 77]), await p3())
      const [r, g, b, alpha] = pixelAt(converted, 0, 0)
      expect(
        largestDifference(Uint8Array.of(r!, g!, b!), Uint8Array.from(expected(rgb))),
      ).toBeLessThanOrEqual(2)
      expect(alpha).toBe(77)
    },
  )

  it('of a wide-gamut file are converted, and it says so', async () => {
    const pixels = gradient(16, 16)
    const bytes = await fromPixels(pixels).withIccProfile('p3').png().toBuffer()
    const stored = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer()
    expect(largestDifference(stored, pixels.data)).toBeGreaterThan(10)
    const decoded = await openPicture(bytes)
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(3)
    expect(codes(decoded)).toEqual(['wide-gamut-reduced'])
  })

  it('of a wide-gamut file of 16 bits are converted too', async () => {
    const pixels = gradient(16, 16)
    const wide = await fromPixels(pixels).withIccProfile('p3').png().toBuffer()
    const untagged = await sharp(wide, { ignoreIcc: true }).toColourspace('rgb16').png().toBuffer()
    const bytes = tagPng(untagged, await p3())
    expect(await sharp(bytes).metadata()).toMatchObject({ depth: 'ushort', hasProfile: true })
    const decoded = await openPicture(bytes)
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(3)
    expect(codes(decoded)).toEqual(['wide-gamut-reduced', 'sixteen-bit-reduced'])
  })

  it('of CMYK are converted, and it says so', async () => {
    const pixels = solid(16, 16, [180, 120, 100, 255])
    const bytes = await fromPixels(pixels).flatten().withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer()
    expect((await sharp(bytes).metadata()).space).toBe('cmyk')
    const decoded = await openPicture(bytes)
    // The inks of the profile come close to this color and not to each shade of it.
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(16)
    expect(codes(decoded)).toEqual(['cmyk-converted'])
  })

  it('of sRGB stay as they are', async () => {
    const pixels = noise(8, 8)
    expect(await convertToSrgb(pixels, await srgbProfile())).toEqual(pixels)
  })

  it('survive a profile that is damaged', async () => {
    const pixels = noise(8, 8)
    expect(await convertToSrgb(pixels, (await srgbProfile()).subarray(0, 200))).toEqual(pixels)
  })
})
