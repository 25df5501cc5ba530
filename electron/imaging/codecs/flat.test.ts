import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { MAX_SIDE, type Pixels } from '../../contract/pixels.ts'
import { decodeFile } from './decode.ts'
import type { DecodedPicture } from './decoded.ts'
import { encodeFlat, fromPixels } from './encode.ts'
import { gradient, largestDifference, noise, solid } from './fixtures.ts'
import { isWiderThanSrgb, profileName } from './icc.ts'
import { convertToSrgb, srgbProfile, tagPng } from './profile.ts'

async function open(bytes: Uint8Array, name = 'picture'): Promise<DecodedPicture> {
  const decoded = await decodeFile(bytes, name)
  if (decoded.kind !== 'picture') throw new Error('expected a picture')
  return decoded
}

const options = { quality: 92, lossless: false, matte: '#ffffff' }
const codes = (decoded: DecodedPicture) => decoded.notices.map((n) => n.code)
const pixel = ({ data, width }: Pixels, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x)).subarray(0, 4),
]

/** A PNG that declares a size and holds next to nothing. */
function hollowPng(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const framed = Buffer.alloc(body.length + 8)
    framed.writeUInt32BE(data.length)
    body.copy(framed, 4)
    framed.writeUInt32BE(crc32(body), body.length + 4)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const data = chunk('IDAT', deflateSync(Buffer.alloc(64)))
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))])
}

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
      const decoded = await open(await encodeFlat(pixels, { ...options, format, lossless: true }))
      expect(decoded).toEqual({ kind: 'picture', pixels, notices: [] })
    }
  })

  it.each(['jpeg', 'webp'] as const)('closely from %s', async (format) => {
    const pixels = gradient(64, 48)
    const decoded = await open(await encodeFlat(pixels, { ...options, format }))
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(8)
  })

  it('smaller at a lower quality', async () => {
    const at = async (quality: number) =>
      (await encodeFlat(noise(64, 64, 3), { ...options, format: 'jpeg', quality })).length
    expect(await at(40)).toBeLessThan(await at(90))
  })

  it('over the matte where the format has no alpha', async () => {
    const clear = solid(8, 8, [255, 0, 0, 0])
    const decoded = await open(await encodeFlat(clear, { ...options, format: 'jpeg', matte: '#0a8020' }))
    expect(largestDifference(decoded.pixels.data, solid(8, 8, [10, 128, 32, 255]).data)).toBeLessThanOrEqual(
      3,
    )
  })

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
    expect((await open(await encodeFlat(strip, { ...options, format: 'jpeg' }))).pixels.width).toBe(16384)
  })

  it('from RGB and grey pixels too', async () => {
    const grey = noise(5, 4, 1)
    const decoded = await open(await encodeFlat(grey, { ...options, format: 'png' }))
    expect(decoded.pixels.data).toEqual(Uint8Array.from([...grey.data].flatMap((v) => [v, v, v, 255])))
    const rgb = noise(5, 4, 3)
    const opened = await open(await encodeFlat(rgb, { ...options, format: 'png' }))
    expect(opened.pixels.data.filter((_, i) => i % 4 !== 3)).toEqual(rgb.data)
  })
})

describe('pictures of other programs', () => {
  it('opens AVIF', async () => {
    const pixels = gradient(40, 30)
    const decoded = await open(await fromPixels(pixels).avif({ quality: 90 }).toBuffer())
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(12)
  })

  it('opens a palette PNG', async () => {
    const pixels = solid(9, 5, [12, 200, 34, 255])
    const bytes = await fromPixels(pixels).png({ palette: true }).toBuffer()
    expect((await sharp(bytes).metadata()).isPalette).toBe(true)
    expect((await open(bytes)).pixels).toEqual(pixels)
  })

  it('opens grey with alpha', async () => {
    const data = Buffer.from([0, 255, 80, 128, 255, 0])
    const bytes = await sharp(data, { raw: { width: 3, height: 1, channels: 2 } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    expect((await sharp(bytes).metadata()).channels).toBe(2)
    expect([...(await open(bytes)).pixels.data]).toEqual([0, 0, 0, 255, 80, 80, 80, 128, 255, 255, 255, 0])
  })

  it('reduces 16 bits to 8 and says so', async () => {
    const pixels = noise(7, 6)
    const decoded = await open(await fromPixels(pixels).toColourspace('rgb16').png().toBuffer())
    expect(decoded.pixels).toEqual(pixels)
    expect(decoded.notices).toEqual([{ code: 'sixteen-bit-reduced', values: { bits: '16' } }])
  })

  it('opens the first frame of an animation and says how many there are', async () => {
    const frames = [solid(6, 5, [255, 0, 0, 255]), solid(6, 5, [0, 0, 255, 255])]
    const stack = await Promise.all(frames.map((frame) => fromPixels(frame).png().toBuffer()))
    const bytes = await sharp(stack, { join: { animated: true } })
      .gif()
      .toBuffer()
    const decoded = await open(bytes)
    expect(decoded.pixels).toEqual(frames[0])
    expect(decoded.notices).toEqual([{ code: 'first-frame-only', values: { frames: '2' } }])
  })

  it('refuses floating-point samples', async () => {
    const bytes = floatTiff()
    expect((await sharp(bytes).metadata()).depth).toBe('float')
    await expect(open(bytes, 'hdr.tif')).rejects.toMatchObject({
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
    const decoded = await open(await fromPixels(pixels).withMetadata({ orientation }).png().toBuffer())
    expect(decoded.pixels).toMatchObject({ width, height })
    expect(pixel(decoded.pixels, x, y)).toEqual([255, 255, 255, 255])
    expect(decoded.pixels.data.filter((v) => v === 255)).toHaveLength(6 + 3)
  })
})

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
      const [r, g, b, alpha] = pixel(converted, 0, 0)
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
    const decoded = await open(bytes)
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(3)
    expect(codes(decoded)).toEqual(['wide-gamut-reduced'])
  })

  it('of a wide-gamut file of 16 bits are converted too', async () => {
    const pixels = gradient(16, 16)
    const wide = await fromPixels(pixels).withIccProfile('p3').png().toBuffer()
    const untagged = await sharp(wide, { ignoreIcc: true }).toColourspace('rgb16').png().toBuffer()
    const bytes = tagPng(untagged, await p3())
    expect(await sharp(bytes).metadata()).toMatchObject({ depth: 'ushort', hasProfile: true })
    const decoded = await open(bytes)
    expect(largestDifference(decoded.pixels.data, pixels.data)).toBeLessThanOrEqual(3)
    expect(codes(decoded)).toEqual(['wide-gamut-reduced', 'sixteen-bit-reduced'])
  })

  it('of CMYK are converted, and it says so', async () => {
    const pixels = solid(16, 16, [180, 120, 100, 255])
    const bytes = await fromPixels(pixels).flatten().withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer()
    expect((await sharp(bytes).metadata()).space).toBe('cmyk')
    const decoded = await open(bytes)
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

describe('SVG', () => {
  const svg = (attributes: string, body: string) =>
    new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${body}</svg>`)

  it('is drawn at the size it states', async () => {
    const decoded = await open(svg('width="20" height="10"', '<rect width="10" height="10" fill="#00f"/>'))
    expect(decoded.pixels).toMatchObject({ width: 20, height: 10 })
    expect(pixel(decoded.pixels, 5, 5)).toEqual([0, 0, 255, 255])
    expect(pixel(decoded.pixels, 15, 5)[3]).toBe(0)
    expect(decoded.notices).toEqual([{ code: 'svg-rasterised', values: { width: '20', height: '10' } }])
  })

  it('is refused when it states a giant size', async () => {
    await expect(open(svg('width="100000" height="9"', ''), 'a.svg')).rejects.toMatchObject({
      code: 'too-large',
    })
  })

  it.each(['file:///etc/passwd', '/etc/passwd', 'http://127.0.0.1:9/x.png'])(
    'never reads what it refers to: %s',
    async (href) => {
      const decoded = await open(
        svg('width="8" height="8"', `<image href="${href}" width="8" height="8"/><text y="8">&amp;</text>`),
      )
      expect(decoded.pixels).toMatchObject({ width: 8, height: 8 })
    },
  )

  it('does not expand entities without end', async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join(
      '',
    )
    const text = `<!DOCTYPE svg [<!ENTITY e0 "ha">${levels}]><svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><text>&e12;</text></svg>`
    await expect(open(new TextEncoder().encode(text), 'bomb.svg')).rejects.toMatchObject({
      code: 'unreadable-file',
    })
  })

  it('does not show a file through an entity', async () => {
    const text = `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="20">&x;</text></svg>`
    const decoded = await open(new TextEncoder().encode(text)).catch(() => null)
    expect(decoded === null || decoded.pixels.data.every((v) => v === 0)).toBe(true)
  })
})

describe('bad pictures', () => {
  it('refuses a PNG that declares 100000 x 100000 from its header', async () => {
    await expect(open(hollowPng(100_000, 100_000), 'bomb.png')).rejects.toMatchObject({
      code: 'too-large',
      message: `bomb.png is 100000 x 100000 pixels; the limit is ${MAX_SIDE} pixels on a side. Make it smaller in another program first.`,
    })
  })

  it('refuses too many pixels within the side limit', async () => {
    await expect(open(hollowPng(16_000, 16_000), 'big.png')).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('120 megapixels'),
    })
  })

  it.each(['png', 'jpeg', 'webp', 'tiff', 'gif', 'avif'] as const)(
    'says so when %s is cut short',
    async (format) => {
      const bytes = await fromPixels(noise(80, 60, 3))
        .toFormat(format)
        .toBuffer()
      for (const part of [0.2, 0.6, 0.95]) {
        await expect(open(bytes.subarray(0, bytes.length * part), `cut.${format}`)).rejects.toMatchObject({
          code: 'unreadable-file',
          message: expect.stringContaining(`cut.${format} is a damaged or incomplete`),
        })
      }
    },
  )

  it.each([
    ['text', new TextEncoder().encode('Dear diary, this is no picture.'), /photo\.png holds plain text/],
    ['nothing', new Uint8Array(0), /photo\.png is empty/],
    ['anything', noise(20, 20).data, /photo\.png holds no picture/],
  ])('tells what a .png with %s is', async (_, bytes, message) => {
    await expect(open(bytes, 'photo.png')).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringMatching(message),
    })
  })

  it('names HEIC and the way out', async () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
    await expect(open(heic, 'IMG_1.HEIC')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/IMG_1\.HEIC is a HEIC picture.*Save it as JPEG or PNG/),
    })
  })

  it('goes by the content and not by the name', async () => {
    const pixels = noise(4, 4)
    const bytes = await encodeFlat(pixels, { ...options, format: 'png' })
    expect((await open(bytes, 'wrong.jpg')).pixels).toEqual(pixels)
  })

  it('does nothing once cancelled', async () => {
    const bytes = await encodeFlat(noise(4, 4), { ...options, format: 'png' })
    await expect(decodeFile(bytes, 'a.png', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})
