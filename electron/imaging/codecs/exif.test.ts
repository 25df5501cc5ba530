import readExif from 'exif-reader'
import sharp from 'sharp'
import { describe, expect, it, test } from 'vitest'
import { ExportFormat, exifFormats } from '../../contract/exportOptions.ts'
import { gradient, openPicture } from './codecs.fixture.ts'
import { encodeFlat } from './encode.ts'
import { exifBlock, exifFor } from './exif.ts'

/* The blocks are made by libvips, or here by hand, and read by a reader of neither. */

const options = { quality: 92, lossless: false, matte: '#ffffff' }

const ifds = {
  IFD0: { Make: 'Ganvas Works', Copyright: 'Nobody' },
  IFD2: { FNumber: '28/10', ExposureTime: '1/125', PixelXDimension: '4000', PixelYDimension: '3000' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 1200/100' },
}

/** A photo that a camera held on its side, with its place. */
const photo = () =>
  sharp(gradient(12, 9).data, { raw: { width: 12, height: 9, channels: 4 } })
    .withMetadata({ orientation: 6 })
    .withExif(ifds)
    .jpeg()
    .toBuffer()

const exifOf = async (file: Uint8Array) => {
  const { exif } = await sharp(file).metadata()
  return exif && readExif(exif)
}

/** An entry: its tag, its type, how many, and its value or where that lies. */
type Entry = [tag: number, type: number, count: number, value: number]

/** A block that a camera would write: a directory with a thumbnail's behind it, which lies last. */
function withThumbnail(little: boolean): { block: Uint8Array; secret: Buffer } {
  const secret = Buffer.from('the picture as it was before')
  const block = Buffer.alloc(8 + 18 + 30 + secret.length)
  const view = new DataView(block.buffer, block.byteOffset, block.length)
  const directory = (at: number, entries: Entry[], next: number) => {
    view.setUint16(at, entries.length, little)
    entries.forEach(([tag, type, count, value], k) => {
      const entry = at + 2 + 12 * k
      view.setUint16(entry, tag, little)
      view.setUint16(entry + 2, type, little)
      view.setUint32(entry + 4, count, little)
      if (type === 3) view.setUint16(entry + 8, value, little)
      else view.setUint32(entry + 8, value, little)
    })
    view.setUint32(at + 2 + 12 * entries.length, next, little)
  }
  block.write(little ? 'II*\0' : 'MM\0*', 'latin1')
  view.setUint32(4, 8, little)
  directory(8, [[0x0112, 3, 1, 8]], 26)
  directory(
    26,
    [
      [0x0201, 4, 1, 56],
      [0x0202, 4, 1, secret.length],
    ],
    0,
  )
  block.set(secret, 56)
  return { block, secret }
}

describe.each(exifFormats)('in %s', (format) => {
  it.each(['all', 'no-place', 'none'] as const)(
    'what a camera noted is kept as far as is wanted: %s',
    async (metadata) => {
      const { pixels, exif } = await openPicture(new Uint8Array(await photo()))
      // It lay on its side, and stands upright now.
      expect([pixels.width, pixels.height]).toEqual([9, 12])
      const size = { width: 90_000 / 30, height: 40 }
      const file = await encodeFlat(pixels, { ...options, format, metadata }, size, exif)
      const { width, height } = await sharp(file).metadata()
      expect([width, height]).toEqual([3000, 40])
      const found = await exifOf(file)
      if (metadata === 'none') return expect(found).toBeUndefined()
      expect(found).toMatchObject({
        Image: { Make: 'Ganvas Works', Copyright: 'Nobody', Orientation: 1 },
        Photo: { FNumber: 2.8, ExposureTime: 1 / 125, PixelXDimension: 3000, PixelYDimension: 40 },
      })
      if (metadata === 'all') expect(found!.GPSInfo).toMatchObject({ GPSLatitudeRef: 'N' })
      else expect(found!.GPSInfo).toBeUndefined()
      // It is opened again as it is.
      expect((await openPicture(file)).exif).toBeDefined()
    },
  )
})

test.each(ExportFormat.exclude(['psd']).options)(
  '%s has the profile unless that is not wanted',
  async (format) => {
    for (const profile of [true, false]) {
      const file = await encodeFlat(gradient(9, 9), { ...options, format, profile })
      expect((await sharp(file).metadata()).icc !== undefined).toBe(profile)
    }
  },
)

test('a picture without notes has none in its files, and its pixels are the same with and without', async () => {
  const picture = gradient(12, 9)
  const plain = await encodeFlat(picture, { ...options, format: 'png', metadata: 'all' })
  expect(await exifOf(plain)).toBeUndefined()
  const block = exifBlock((await sharp(await photo()).metadata()).exif)!
  for (const format of ['png', 'webp'] as const) {
    const lossless = { ...options, format, lossless: true, metadata: 'all' as const }
    const [without, with_] = [
      await encodeFlat(picture, lossless),
      await encodeFlat(picture, lossless, picture, block),
    ]
    expect((await openPicture(with_)).pixels.data).toEqual((await openPicture(without)).pixels.data)
  }
})

test.each([true, false])('the small picture of the first one is gone, little-endian: %s', (little) => {
  const { block, secret } = withThumbnail(little)
  expect(readExif(Buffer.from(block)).Thumbnail).toBeDefined()
  const made = Buffer.from(exifFor(block, { width: 5, height: 5 }, { place: true })!)
  expect(made.includes(secret)).toBe(false)
  expect(made.length).toBe(block.length - secret.length)
  expect(readExif(made)).toMatchObject({ Image: { Orientation: 1 } })
  expect(readExif(made).Thumbnail).toBeUndefined()
  // What was given is left as it was.
  expect(Buffer.from(block).includes(secret)).toBe(true)
})

test('where a picture was taken leaves no trace in the bytes', async () => {
  const block = exifBlock((await sharp(await photo()).metadata()).exif)!
  const latitude = Buffer.alloc(8)
  latitude.writeUInt32LE(1200)
  latitude.writeUInt32LE(100, 4)
  const size = { width: 9, height: 12 }
  expect(Buffer.from(exifFor(block, size, { place: true })!).includes(latitude)).toBe(true)
  expect(Buffer.from(exifFor(block, size, { place: false })!).includes(latitude)).toBe(false)
})

test('a damaged block is left out, and so is what is none', () => {
  const { block } = withThumbnail(true)
  const size = { width: 1, height: 1 }
  for (let length = 8; length < 56; length++)
    expect(exifFor(block.subarray(0, length), size, { place: true })).toBeUndefined()
  expect(exifBlock(Buffer.from('Exif\0\0nonsense'))).toBeUndefined()
  expect(exifBlock(undefined)).toBeUndefined()
  const long = Buffer.concat([block, Buffer.alloc(70_000)])
  expect(exifFor(long, size, { place: true })).toBeUndefined()
})
