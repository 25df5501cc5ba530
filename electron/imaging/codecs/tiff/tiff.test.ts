import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { gradient, largestDifference, noise, openPicture, pixelAt } from '../codecs.fixture.ts'
import { fromPixels } from '../encode.ts'
import { decompress, LZW, PACK_BITS } from './compression.ts'
import { readDirectories, tags } from './directory.ts'
import { type TiffPicture, tiffFile } from './tiff.fixture.ts'

const filled = (value: number, count: number) => Array.from({ length: count }, () => value)

/** 20 x 16 pixels of one colour, whole numbers as they stand in the file. */
const plain = (color: readonly number[], more: Partial<TiffPicture> = {}): TiffPicture => ({
  width: 20,
  height: 16,
  planes: color.map((value) => filled(value, 320)),
  ...more,
})

const codes = ({ notices }: { notices: { code: string }[] }) => notices.map(({ code }) => code)

/** The first pixel of a file of one picture, and the notices. */
async function opened(picture: TiffPicture, bigEndian = false) {
  const decoded = await openPicture(tiffFile([picture], bigEndian), 'a.tif')
  return { color: pixelAt(decoded.pixels, 0, 0), codes: codes(decoded) }
}

describe('channels beside the colours', () => {
  it.each([
    ['a saved selection', [120, 120, 70, 0], [0], 255, 1],
    ['two saved selections', [120, 120, 70, 0, 9], [0, 0], 255, 1],
    ['alpha and a saved selection', [120, 120, 70, 200, 9], [2, 0], 200, 1],
    ['a saved selection and alpha', [120, 120, 70, 9, 200], [0, 2], 200, 1],
    ['alpha', [120, 120, 70, 200], [2], 200, 0],
    ['a fourth channel that is not explained', [120, 120, 70, 200], undefined, 200, 0],
  ])('%s', async (_, color, extras, alpha, told) => {
    const result = await opened(plain(color, extras ? { extras } : {}))
    expect(result.color).toEqual([120, 120, 70, alpha])
    expect(result.codes).toEqual(told ? ['extra-channels-left'] : [])
  })

  it('of inks: spot colours are left aside, alpha is kept', async () => {
    const { color, codes } = await opened(plain([0, 0, 0, 0, 77, 128], { photometric: 5, extras: [0, 2] }))
    expect(color).toEqual([255, 255, 255, 128])
    expect(codes).toEqual(['extra-channels-left', 'cmyk-converted'])
  })
})

describe('colour spaces', () => {
  // From sRGB (120, 120, 70) relative to D50: L* 49.5, a* -7.0, b* 26.6.
  const [l, a, b] = [126, -7, 27]
  const lab = [119, 120, 70]
  it.each([
    ['CIE, signed', [l, a, b], 8, 8],
    ['CIE, as some programs write it, from the middle of the range', [l, 128 + a, 128 + b], 8, 8],
    ['ICC', [l, 128 + a, 128 + b], 9, 8],
    ['CIE of 16 bits', [257 * l, 256 * a, 256 * b], 8, 16],
  ])('Lab: %s', async (_, color, photometric, bits) => {
    const { color: found } = await opened(plain(color, { photometric, bits }))
    expect(largestDifference(Uint8Array.from(found.slice(0, 3)), Uint8Array.from(lab))).toBeLessThanOrEqual(2)
  })

  it('Lab with alpha', async () => {
    const { color } = await opened(plain([l, a, b, 128], { photometric: 8, extras: [2] }))
    expect(color[3]).toBe(128)
  })

  it('YCbCr without JPEG', async () => {
    // JFIF's equations, worked by hand: Y 114.3, Cb 103.0, Cr 132.1.
    const more = [[530, [1, 1]] as const]
    const { color } = await opened(plain([114, 103, 132], { photometric: 6, more }))
    expect(largestDifference(Uint8Array.from(color), Uint8Array.of(120, 120, 70, 255))).toBeLessThanOrEqual(1)
  })

  it('YCbCr of LZW, as libtiff writes it', async () => {
    const bytes = readFileSync(join(import.meta.dirname, '../../../../tests/pictures/tiff-ycbcr-lzw.tif'))
    expect(pixelAt((await openPicture(new Uint8Array(bytes))).pixels, 40, 30)).toEqual([120, 120, 70, 255])
  })

  it('a profile, of 8, 16 and 32 bits alike', async () => {
    const wide = await fromPixels(gradient(4, 4)).withIccProfile('p3').png().toBuffer()
    const icc = new Uint8Array((await sharp(wide).metadata()).icc!)
    const more = [[34675, icc] as const]
    const found = []
    for (const [bits, extras] of [
      [8, undefined],
      [16, undefined],
      [8, [0]],
      [16, [0]],
      [32, [0]],
    ] as const) {
      const full = 2 ** bits - 1
      const color = [200, 100, 50, ...(extras ?? [])].map((value) => Math.round((value / 255) * full))
      found.push((await opened(plain(color, { bits, more, ...(extras && { extras }) }))).color)
    }
    expect(found[0]).not.toEqual([200, 100, 50, 255])
    for (const color of found)
      expect(largestDifference(Uint8Array.from(color), Uint8Array.from(found[0]!))).toBeLessThanOrEqual(1)
  })
})

describe('depths and kinds of samples', () => {
  const scaled = (bits: number, sign = 0) =>
    [120, 120, 70].map((value) => Math.round((value / 255) * (2 ** (bits - sign) - 1)))
  it.each([8, 16, 32])('%d bits, unsigned and signed', async (bits) => {
    for (const bigEndian of [false, true]) {
      expect((await opened(plain(scaled(bits), { bits }), bigEndian)).color).toEqual([120, 120, 70, 255])
      const signed = await opened(plain(scaled(bits, 1), { bits, format: 2 }), bigEndian)
      expect(signed.codes).toContain('signed-samples-clipped')
      // 7 bits tell 128 shades apart.
      expect(
        largestDifference(Uint8Array.from(signed.color), Uint8Array.of(120, 120, 70, 255)),
      ).toBeLessThanOrEqual(1)
    }
  })

  it('below zero is black', async () => {
    expect((await opened(plain([-1, 20, 127], { format: 2 }))).color).toEqual([0, 40, 255, 255])
  })

  it('floating point is refused by name', async () => {
    await expect(opened(plain([1, 1, 1], { bits: 32, format: 3 }))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('floating-point'),
    })
  })
})

describe('several pictures in a file', () => {
  const thumbnail = { ...plain([9, 9, 9]), more: [[254, [1]] as const] }
  const large: TiffPicture = { width: 40, height: 32, planes: [120, 120, 70].map((v) => filled(v, 1280)) }

  it('the large one, though a thumbnail stands first', async () => {
    const { pixels, notices } = await openPicture(tiffFile([thumbnail, large]))
    expect([pixels.width, pixels.height, ...pixelAt(pixels, 0, 0)]).toEqual([40, 32, 120, 120, 70, 255])
    expect(notices).toEqual([{ code: 'other-pages-left', values: { page: '2', pages: '2' } }])
  })

  it('the first of pages, whatever their sizes', async () => {
    const { pixels, notices } = await openPicture(tiffFile([plain([1, 2, 3]), large]))
    expect(pixelAt(pixels, 0, 0)).toEqual([1, 2, 3, 255])
    expect(notices).toEqual([{ code: 'other-pages-left', values: { page: '1', pages: '2' } }])
  })

  it('a circle of directories ends', async () => {
    const bytes = Buffer.from(tiffFile([plain([1, 2, 3])]))
    const at = bytes.readUInt32LE(4)
    bytes.writeUInt32LE(at, at + 2 + 12 * bytes.readUInt16LE(at))
    expect(readDirectories(bytes)).toHaveLength(1)
  })
})

describe('camera raw is refused by name', () => {
  it.each([
    ['DNG', [[50706, Uint8Array.of(1, 4, 0, 0)] as const], 2],
    ['a color filter array', [], 32803],
    ['linear raw', [], 34892],
  ])('%s', async (_, more, photometric) => {
    await expect(opened(plain([1, 2, 3], { more, photometric }))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^a\.tif is a camera raw picture/),
    })
  })

  it('below a thumbnail, as NEF and ARW have it', async () => {
    const thumbnail = plain([1, 2, 3], { more: [[254, [1]]] })
    const sensor = plain([1], { photometric: 32803, bits: 16 })
    await expect(openPicture(tiffFile([thumbnail, sensor]))).rejects.toThrow(/camera raw/)
  })

  it.each([
    ['Olympus', 'IIRO\x08\0\0\0'],
    ['Panasonic', 'IIU\0\x18\0\0\0'],
    ['Fujifilm', 'FUJIFILMCCD-RAW 0201'],
    ['Sigma', 'FOVb\0\0\x02\0'],
    ['Canon CRW', 'II\x1a\0\0\0HEAPCCDR'],
    ['Canon CR3', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom'],
  ])('%s', async (_, head) => {
    const bytes = Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(64)])
    await expect(openPicture(new Uint8Array(bytes), 'a.raw')).rejects.toThrow(/camera raw/)
  })
})

describe('compressions', () => {
  it('zstd', async () => {
    const bytes = readFileSync(join(import.meta.dirname, '../../../../tests/pictures/tiff-zstd.tif'))
    expect(pixelAt((await openPicture(new Uint8Array(bytes))).pixels, 40, 30)).toEqual([120, 120, 70, 255])
  })

  // Noise makes codes of every length and fills the table; a plain picture makes codes of long strings.
  it.each([
    ['LZW', 'lzw', LZW, noise(64, 512, 3)],
    ['LZW of a plain picture', 'lzw', LZW, gradient(300, 200)],
    ['PackBits', 'packbits', PACK_BITS, gradient(300, 200)],
  ] as const)('%s, as libtiff writes it', async (_, compression, value, pixels) => {
    const bytes = new Uint8Array(await fromPixels(pixels).tiff({ compression, predictor: 'none' }).toBuffer())
    const [directory] = readDirectories(bytes)
    expect(directory!.value(tags.compression)).toBe(value)
    const rows = directory!.value(tags.rowsPerStrip)!
    const rowBytes = pixels.width * directory!.value(tags.samples)!
    const raw = await fromPixels(pixels).raw().toBuffer()
    const lengths = directory!.values(tags.stripByteCounts)
    directory!.values(tags.stripOffsets).forEach((at, i) => {
      const strip = raw.subarray(i * rows * rowBytes, (i + 1) * rows * rowBytes)
      const unpacked = decompress(bytes.subarray(at, at + lengths[i]!), value, strip.length)
      expect(Buffer.compare(unpacked, strip)).toBe(0)
    })
  })

  it('one that is not known is named', async () => {
    const bytes = Buffer.from(tiffFile([plain([1, 2, 3], { extras: [] })]))
    const at = bytes.readUInt32LE(4)
    for (let i = 0; i < bytes.readUInt16LE(at); i++)
      if (bytes.readUInt16LE(at + 2 + 12 * i) === tags.compression)
        bytes.writeUInt16LE(34925, at + 10 + 12 * i)
    await expect(openPicture(bytes, 'a.tif')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/LZMA compression/),
    })
  })

  it('a strip that would inflate beyond its size is refused', async () => {
    const picture = plain([1, 2, 3, 4, 5], { extras: [0, 0], compression: 8 })
    const bytes = Buffer.from(
      tiffFile([{ ...picture, width: 200, height: 200, planes: picture.planes.map(() => filled(0, 40000)) }]),
    )
    const at = bytes.readUInt32LE(4)
    for (let i = 0; i < bytes.readUInt16LE(at); i++)
      if ([256, 257, 278].includes(bytes.readUInt16LE(at + 2 + 12 * i)))
        bytes.writeUInt16LE(20, at + 10 + 12 * i)
    await expect(openPicture(bytes, 'a.tif')).rejects.toMatchObject({ code: 'unreadable-file' })
  })
})
