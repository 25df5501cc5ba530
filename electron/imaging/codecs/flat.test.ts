import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { gradient, largestDifference, noise, openPicture, pixelAt, solid } from './codecs.fixture.ts'
import { encodeFlat, fromPixels } from './encode.ts'
import { isWiderThanSrgb, profileName } from './icc.ts'

const options = { quality: 92, lossless: false, matte: '#ffffff' }

/** A TIFF of one grey 32-bit float pixel. */
function floatTiff(): Uint8Array {
  const tags = [
    [256, 1], // width
    [257, 1], // height
    [258, 32], // bits per sample
    [259, 1], // not compressed
    [262, 1], // black is 0
    [273, 8], // where the pixels are
    [277, 1], // samples per pixel
    [278, 1], // rows per strip
    [279, 4], // bytes of the strip
    [339, 3], // samples are floats
  ] as const
  const file = Buffer.alloc(12 + 2 + 12 * tags.length + 4)
  file.write('II*\0', 'latin1')
  file.writeUInt32LE(12, 4)
  file.writeFloatLE(0.5, 8)
  file.writeUInt16LE(tags.length, 12)
  tags.forEach(([tag, value], i) => {
    file.writeUInt16LE(tag, 14 + 12 * i)
    file.writeUInt16LE(3, 16 + 12 * i)
    file.writeUInt32LE(1, 18 + 12 * i)
    file.writeUInt16LE(value, 22 + 12 * i)
  })
  return file
}

describe('exports come back', () => {
  it.each([
    [1, 1],
    [3, 7],
    [37, 41],
  ])('exactly from PNG, TIFF and lossless WebP, %d x %d', async (width, height) => {
    const pixels = noise(width, height)
    for (const format of ['png', 'tiff', 'webp'] as const) {
      const decoded = await openPicture(await encodeFlat(pixels, { ...options, format, lossless: true }))
      expect(decoded).toEqual({ kind: 'picture', pixels, notices: [] })
    }
  })

  it.each(['jpeg', 'webp'] as const)('closely from %s', async (format) => {
    const pixels = gradient(64, 48)
    const decoded = await openPicture(await encodeFlat(pixels, { ...options, format }))
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(8)
  })

  it('smaller at a lower quality', async () => {
    const at = async (quality: number) =>
      (await encodeFlat(noise(64, 64, 3), { ...options, format: 'jpeg', quality })).length
    expect(await at(40)).toBeLessThan(await at(90))
  })

  it('over the matte where the format has no alpha', async () => {
    const clear = solid(8, 8, [255, 0, 0, 0])
    const decoded = await openPicture(
      await encodeFlat(clear, { ...options, format: 'jpeg', matte: '#0a8020' }),
    )
    expect(largestDifference(decoded.pixels.data, solid(8, 8, [10, 128, 32, 255]).data)).toBeLessThanOrEqual(
      3,
    )
  })

  it.each(['png', 'webp', 'tiff'] as const)(
    'over the matte in %s too where that is wanted',
    async (format) => {
      const clear = solid(8, 8, [200, 100, 50, 0])
      const encoded = await encodeFlat(clear, {
        ...options,
        format,
        lossless: true,
        filled: true,
        matte: '#0a8020',
      })
      expect(pixelAt((await openPicture(encoded)).pixels, 4, 4)).toEqual([10, 128, 32, 255])
      expect((await sharp(encoded).metadata()).hasAlpha).toBe(false)
    },
  )

  it.each(['png', 'jpeg', 'webp', 'tiff'] as const)('with an sRGB profile in %s', async (format) => {
    const { icc } = await sharp(await encodeFlat(noise(9, 9), { ...options, format })).metadata()
    expect(profileName(icc!)).toMatch(/srgb/i)
    expect(isWiderThanSrgb(icc!)).toBe(false)
  })

  it('unless the format cannot hold them', async () => {
    const strip = { width: 16384, height: 1, channels: 1 as const, data: new Uint8Array(16384) }
    await expect(encodeFlat(strip, { ...options, format: 'webp' })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('16384 x 1'),
    })
    expect((await openPicture(await encodeFlat(strip, { ...options, format: 'jpeg' }))).pixels.width).toBe(
      16384,
    )
  })

  it('from RGB and grey pixels too', async () => {
    const grey = noise(5, 4, 1)
    const decoded = await openPicture(await encodeFlat(grey, { ...options, format: 'png' }))
    expect(decoded.pixels.data).toEqual(Uint8Array.from([...grey.data].flatMap((v) => [v, v, v, 255])))
    const rgb = noise(5, 4, 3)
    const opened = await openPicture(await encodeFlat(rgb, { ...options, format: 'png' }))
    expect(opened.pixels.data.filter((_, i) => i % 4 !== 3)).toEqual(rgb.data)
  })
})

describe('pictures of other programs', () => {
  it('opens AVIF', async () => {
    const pixels = gradient(40, 30)
    const decoded = await openPicture(await fromPixels(pixels).avif({ quality: 90 }).toBuffer())
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(12)
  })

  it('opens a palette PNG', async () => {
    const pixels = solid(9, 5, [12, 200, 34, 255])
    const bytes = await fromPixels(pixels).png({ palette: true }).toBuffer()
    expect((await sharp(bytes).metadata()).isPalette).toBe(true)
    expect((await openPicture(bytes)).pixels).toEqual(pixels)
  })

  it('opens grey with alpha', async () => {
    const data = Buffer.from([0, 255, 80, 128, 255, 0])
    const bytes = await sharp(data, { raw: { width: 3, height: 1, channels: 2 } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    expect((await sharp(bytes).metadata()).channels).toBe(2)
    expect([...(await openPicture(bytes)).pixels.data]).toEqual([
      0, 0, 0, 255, 80, 80, 80, 128, 255, 255, 255, 0,
    ])
  })

  it('reduces 16 bits to 8 and says so', async () => {
    const pixels = noise(7, 6)
    const decoded = await openPicture(await fromPixels(pixels).toColourspace('rgb16').png().toBuffer())
    expect(decoded.pixels).toEqual(pixels)
    expect(decoded.notices).toEqual([{ code: 'sixteen-bit-reduced', values: { bits: '16' } }])
  })

  it('opens the first frame of an animation and says how many there are', async () => {
    const frames = [solid(6, 5, [255, 0, 0, 255]), solid(6, 5, [0, 0, 255, 255])]
    const stack = await Promise.all(frames.map((frame) => fromPixels(frame).png().toBuffer()))
    const bytes = await sharp(stack, { join: { animated: true } })
      .gif()
      .toBuffer()
    const decoded = await openPicture(bytes)
    expect(decoded.pixels).toEqual(frames[0])
    expect(decoded.notices).toEqual([{ code: 'first-frame-only', values: { frames: '2' } }])
  })

  it('refuses floating-point samples', async () => {
    const bytes = floatTiff()
    expect((await sharp(bytes).metadata()).depth).toBe('float')
    await expect(openPicture(bytes, 'hdr.tif')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('hdr.tif'),
    })
  })

  // Where the top-left pixel of a 2 x 3 picture goes, by the EXIF orientation.
  it.each([
    [1, 2, 3, 0, 0],
    [2, 2, 3, 1, 0],
    [3, 2, 3, 1, 2],
    [4, 2, 3, 0, 2],
    [5, 3, 2, 0, 0],
    [6, 3, 2, 2, 0],
    [7, 3, 2, 2, 1],
    [8, 3, 2, 0, 1],
  ])('turns a picture of EXIF orientation %d upright', async (orientation, width, height, x, y) => {
    const pixels = solid(2, 3, [0, 0, 0, 255])
    pixels.data.set([255, 255, 255, 255])
    const decoded = await openPicture(await fromPixels(pixels).withMetadata({ orientation }).png().toBuffer())
    expect(decoded.pixels).toMatchObject({ width, height })
    expect(pixelAt(decoded.pixels, x, y)).toEqual([255, 255, 255, 255])
    expect(decoded.pixels.data.filter((v) => v === 255)).toHaveLength(6 + 3)
  })
})

it('a picture without a visible pixel opens as one', async () => {
  const clear = solid(9, 7, [0, 0, 0, 0])
  const { pixels, notices } = await openPicture(await fromPixels(clear).png().toBuffer())
  expect([pixels, notices]).toEqual([clear, []])
})
