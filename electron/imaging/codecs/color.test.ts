import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { gradient, largestDifference, noise, openPicture, pixelAt, solid } from './codecs.fixture.ts'
import type { DecodedPicture } from './decoded.ts'
import { fromPixels } from './encode.ts'
import { isWiderThanSrgb, profileName } from './icc.ts'
import { tagPng } from './pngChunks.ts'
import { convertToSrgb, srgbProfile } from './profile.ts'

/** A matrix profile (ICC.1:2001) with one gamma, from the colorants of its primaries relative to D50. */
function matrixProfile(name: string, gamma: number, colorants: readonly (readonly number[])[]): Uint8Array {
  const tag = (type: string, values: number[], write: (data: Buffer, value: number, at: number) => void) => {
    const data = Buffer.alloc(8 + 4 * values.length)
    data.write(type, 'latin1')
    for (const [i, value] of values.entries()) write(data, value, 8 + 4 * i)
    return data
  }
  const xyz = (values: readonly number[]) =>
    tag('XYZ ', [...values], (data, value, at) => data.writeInt32BE(Math.round(value * 65536), at))
  const curve = Buffer.from([
    ...Buffer.from('curv\0\0\0\0\0\0\0\x01'),
    gamma,
    Math.round((gamma % 1) * 256),
    0,
    0,
  ])
  const text = Buffer.alloc(12 + name.length + 1 + 78)
  text.write('desc')
  text.writeUInt32BE(name.length + 1, 8)
  text.write(name, 12)
  const tags: [string, Buffer][] = [
    ['desc', text],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ...['rXYZ', 'gXYZ', 'bXYZ'].map((key, i): [string, Buffer] => [key, xyz(colorants[i]!)]),
    ...['rTRC', 'gTRC', 'bTRC'].map((key): [string, Buffer] => [key, curve]),
  ]
  const padded = tags.map(([, data]) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]))
  const head = Buffer.alloc(132 + 12 * tags.length)
  head.writeUInt32BE(0x02400000, 8)
  head.write('mntrRGB XYZ ', 12)
  head.write('acsp', 36)
  for (const [i, value] of [0.9642, 1, 0.8249].entries())
    head.writeInt32BE(Math.round(value * 65536), 68 + 4 * i)
  head.writeUInt32BE(tags.length, 128)
  let at = head.length
  for (const [i, [key, data]] of tags.entries()) {
    head.write(key, 132 + 12 * i)
    head.writeUInt32BE(at, 136 + 12 * i)
    head.writeUInt32BE(data.length, 140 + 12 * i)
    at += padded[i]!.length
  }
  const profile = Buffer.concat([head, ...padded])
  profile.writeUInt32BE(profile.length, 0)
  return profile
}

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
  const inSrgb = (linearRgb: number[], toSrgb: readonly (readonly number[])[]) =>
    toSrgb.map((row) => {
      const sum = row.reduce<number>((total, factor, i) => total + factor * linearRgb[i]!, 0)
      return Math.round(255 * encoded(Math.min(1, Math.max(0, sum))))
    })
  const expected = (rgb: readonly number[]) =>
    inSrgb(
      rgb.map((v) => linear(v / 255)),
      matrix,
    )

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

  it('of Adobe RGB become those of sRGB', async () => {
    const profile = matrixProfile('Adobe RGB (1998)', 2.19921875, [
      [0.60974, 0.31111, 0.01947],
      [0.20528, 0.62567, 0.06087],
      [0.14919, 0.06322, 0.74457],
    ])
    expect([profileName(profile), isWiderThanSrgb(profile)]).toEqual(['Adobe RGB (1998)', true])
    const converted = await convertToSrgb(solid(2, 2, [120, 150, 90, 255]), profile)
    // Both have the primaries of sRGB but for green.
    const toSrgb = [
      [1.39836, -0.39836, 0],
      [0, 1, 0],
      [0, -0.04293, 1.04293],
    ]
    const wanted = inSrgb(
      [120, 150, 90].map((v) => (v / 255) ** 2.19921875),
      toSrgb,
    )
    expect(largestDifference(converted.data.slice(0, 3), Uint8Array.from(wanted))).toBeLessThanOrEqual(2)
  })

  it('as wide as sRGB do not count as wider', () => {
    const profile = matrixProfile('like sRGB', 2.2, [
      [0.43607, 0.22249, 0.01392],
      [0.38515, 0.71687, 0.09708],
      [0.14307, 0.06061, 0.7141],
    ])
    expect(isWiderThanSrgb(profile)).toBe(false)
  })

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
    const stored = await sharp(wide, { ignoreIcc: true }).raw().toBuffer()
    const raw = { width: 16, height: 16, channels: (stored.length / 256) as 3 | 4 }
    const untagged = await sharp(
      Uint16Array.from(stored, (value) => 257 * value),
      { raw },
    )
      .toColourspace('rgb16')
      .png()
      .toBuffer()
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
