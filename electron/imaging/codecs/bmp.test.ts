import { describe, expect, it } from 'vitest'
import { noise } from './codecs.fixture.ts'
import { decodeFile } from './decode.ts'

interface Parts {
  width: number
  height: number
  depth: number
  pixels: number[]
  compression?: number
  /** Blue, green, red, unused. */
  palette?: number[]
  masks?: number[]
  headerBytes?: number
}

/** A BMP file around given pixel bytes. Masks follow the 40-byte header, or are fields of a longer one. */
function bmp({
  width,
  height,
  depth,
  pixels,
  compression = 0,
  palette = [],
  masks = [],
  headerBytes = 40,
}: Parts) {
  const maskBytes = headerBytes === 40 ? 4 * masks.length : 0
  const pixelsAt = 14 + headerBytes + maskBytes + palette.length
  const file = Buffer.alloc(pixelsAt + pixels.length)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(pixelsAt, 10)
  file.writeUInt32LE(headerBytes, 14)
  if (headerBytes === 12) {
    file.writeUInt16LE(width, 18)
    file.writeUInt16LE(height, 20)
    file.writeUInt16LE(1, 22)
    file.writeUInt16LE(depth, 24)
  } else {
    file.writeInt32LE(width, 18)
    file.writeInt32LE(height, 22)
    file.writeUInt16LE(1, 26)
    file.writeUInt16LE(depth, 28)
    file.writeUInt32LE(compression, 30)
    if (headerBytes === 40) file.writeUInt32LE(palette.length / 4, 46)
    for (const [i, mask] of masks.entries()) file.writeUInt32LE(mask, 54 + 4 * i)
  }
  file.set(palette, 14 + headerBytes + maskBytes)
  file.set(pixels, pixelsAt)
  return file
}

async function rowsOf(file: Uint8Array): Promise<string[]> {
  const decoded = await decodeFile(file, 'a.bmp')
  if (decoded.kind !== 'picture') throw new Error('expected a picture')
  const { width, height, data } = decoded.pixels
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      Buffer.from(data).toString('hex', 4 * (y * width + x), 4 * (y * width + x) + 4),
    ).join(' '),
  )
}

const R = 'ff0000ff'
const G = '00ff00ff'
const B = '0000ffff'
const W = 'ffffffff'
const K = '000000ff'
const none = '00000000'
const palette = [0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0]

describe('BMP', () => {
  it('of 1 bit, bottom row first', async () => {
    const pixels = [0b01000000, 0b10000000, 0, 0, 0b10101010, 0b10000000, 0, 0]
    expect(
      await rowsOf(bmp({ width: 9, height: 2, depth: 1, pixels, palette: palette.slice(0, 8) })),
    ).toEqual([
      `${W} ${K} ${W} ${K} ${W} ${K} ${W} ${K} ${W}`,
      `${K} ${W} ${K} ${K} ${K} ${K} ${K} ${K} ${W}`,
    ])
  })

  it('of 4 bits and odd width', async () => {
    const pixels = [0x23, 0x40, 0, 0, 0x12, 0x30, 0, 0]
    expect(await rowsOf(bmp({ width: 3, height: 2, depth: 4, pixels, palette }))).toEqual([
      `${W} ${R} ${G}`,
      `${R} ${G} ${B}`,
    ])
  })

  it('of 8 bits, top row first, with an index beyond the palette', async () => {
    const pixels = [2, 3, 0, 0, 4, 99, 0, 0]
    expect(await rowsOf(bmp({ width: 2, height: -2, depth: 8, pixels, palette }))).toEqual([
      `${R} ${G}`,
      `${B} ${K}`,
    ])
  })

  it('of 16 bits: 5-5-5 as is, 5-6-5 by masks', async () => {
    const pixels = [0x00, 0x7c, 0xe0, 0x03]
    expect(await rowsOf(bmp({ width: 2, height: 1, depth: 16, pixels }))).toEqual([`${R} ${G}`])
    const masks = [0xf800, 0x07e0, 0x001f]
    const wide = bmp({
      width: 2,
      height: 1,
      depth: 16,
      pixels: [0x00, 0xf8, 0xe0, 0x07],
      compression: 3,
      masks,
    })
    expect(await rowsOf(wide)).toEqual([`${R} ${G}`])
  })

  it('of 24 bits and every row length', async () => {
    for (const width of [1, 2, 3, 4, 5]) {
      const row = [...noise(width, 1, 3).data]
      const pixels = [...row, ...new Array((4 - ((3 * width) % 4)) % 4).fill(0)]
      const expected = Array.from({ length: width }, (_, x) =>
        Buffer.from([row[3 * x + 2]!, row[3 * x + 1]!, row[3 * x]!, 255]).toString('hex'),
      ).join(' ')
      expect(await rowsOf(bmp({ width, height: 2, depth: 24, pixels: [...pixels, ...pixels] }))).toEqual([
        expected,
        expected,
      ])
    }
  })

  it('of 32 bits: without a mask opaque, with one transparent', async () => {
    const pixels = [0, 0, 255, 0, 255, 0, 0, 128]
    expect(await rowsOf(bmp({ width: 2, height: 1, depth: 32, pixels }))).toEqual([`${R} ${B}`])
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000]
    const file = bmp({ width: 2, height: 1, depth: 32, pixels, compression: 3, masks, headerBytes: 108 })
    expect(await rowsOf(file)).toEqual(['ff000000 0000ff80'])
  })

  it('of 32 bits with red in the topmost bits', async () => {
    const masks = [0xff000000, 0xff0000, 0xff00]
    const pixels = [0, 0, 0, 255, 0, 0, 255, 0]
    expect(await rowsOf(bmp({ width: 2, height: 1, depth: 32, pixels, compression: 3, masks }))).toEqual([
      `${R} ${G}`,
    ])
  })

  it('of OS/2', async () => {
    const pixels = [0b10000000, 0, 0, 0]
    const file = bmp({
      width: 2,
      height: 1,
      depth: 1,
      pixels,
      palette: [0, 0, 255, 0, 255, 0],
      headerBytes: 12,
    })
    expect(await rowsOf(file)).toEqual([`${G} ${R}`])
  })

  it('with 8-bit runs: repeated, literal, skipped, ended early', async () => {
    const pixels = [3, 2, 0, 3, 3, 4, 1, 0, 0, 0, 0, 2, 1, 0, 2, 4, 0, 1]
    expect(await rowsOf(bmp({ width: 6, height: 3, depth: 8, pixels, compression: 1, palette }))).toEqual([
      `${none} ${none} ${none} ${none} ${none} ${none}`,
      `${none} ${B} ${B} ${none} ${none} ${none}`,
      `${R} ${R} ${R} ${G} ${B} ${W}`,
    ])
  })

  it('with 4-bit runs', async () => {
    const pixels = [3, 0x23, 0, 3, 0x41, 0x20, 0, 1]
    expect(await rowsOf(bmp({ width: 6, height: 1, depth: 4, pixels, compression: 2, palette }))).toEqual([
      `${R} ${G} ${R} ${B} ${W} ${R}`,
    ])
  })

  it.each([0.3, 0.9])('cut short to %d of it is refused', async (part) => {
    const file = bmp({ width: 9, height: 9, depth: 24, pixels: new Array(28 * 9).fill(7) })
    await expect(decodeFile(file.subarray(0, file.length * part), 'cut.bmp')).rejects.toMatchObject({
      code: 'unreadable-file',
      message: 'cut.bmp is a damaged or incomplete BMP file. Open another copy of it.',
      data: { detail: 'it is cut short' },
    })
  })

  it('with runs that never end is refused', async () => {
    const file = bmp({ width: 9, height: 9, depth: 8, pixels: [1, 2], compression: 1, palette })
    await expect(decodeFile(file, 'a.bmp')).rejects.toMatchObject({ code: 'unreadable-file' })
  })

  it('of a giant size is refused', async () => {
    const file = bmp({ width: 2_000_000_000, height: 2_000_000_000, depth: 24, pixels: [] })
    await expect(decodeFile(file, 'a.bmp')).rejects.toMatchObject({ code: 'too-large' })
  })

  it('with JPEG inside is refused', async () => {
    const file = bmp({ width: 2, height: 2, depth: 24, pixels: [0], compression: 4 })
    await expect(decodeFile(file, 'a.bmp')).rejects.toMatchObject({ code: 'unsupported' })
  })
})
