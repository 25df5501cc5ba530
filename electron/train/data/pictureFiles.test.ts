import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { text } from '../../contract/text.ts'
import { noise, solid } from '../../imaging/codecs/codecs.fixture.ts'
import { fromPixels } from '../../imaging/codecs/encode.ts'
import { foreign, pixelLayer } from '../../imaging/codecs/psd/psd.fixture.ts'
import { tiffFile } from '../../imaging/codecs/tiff/tiff.fixture.ts'
import { decodePicture, listPictures } from './pictureFiles.ts'
import { PictureSource } from './pictures.ts'

const ICC_TAG = 34675

const root = mkdtempSync(join(tmpdir(), 'ganvas-picture-files-'))
afterAll(() => rmSync(root, { recursive: true }))

function folder(name: string, files: Record<string, Uint8Array | string>): string {
  const path = mkdtempSync(join(root, name))
  for (const [file, contents] of Object.entries(files)) writeFileSync(join(path, file), contents)
  return path
}

const decoded = (name: string, bytes: Uint8Array) =>
  decodePicture(join(folder('one', { [name]: bytes }), name), { loadSize: null, cropSize: 1 })

/** A BMP of 24 bits, whose rows stand bottom first. */
function bmp(width: number, height: number, rgb: readonly number[]): Uint8Array {
  const rowBytes = (3 * width + 3) & ~3
  const file = Buffer.alloc(54 + rowBytes * height)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) file.set([...rgb].reverse(), 54 + y * rowBytes + 3 * x)
  return file
}

test('every kind of picture that the editor opens is listed, and two of one stem are two pictures', async () => {
  const picture = await fromPixels(solid(9, 9, [120, 120, 70, 255]))
    .png()
    .toBuffer()
  const jpeg = await sharp(picture).flatten().jpeg({ quality: 100 }).toBuffer()
  const path = folder('kinds', {
    'a.png': picture,
    'a.jpg': jpeg,
    'b.BMP': bmp(9, 9, [120, 120, 70]),
    'c.psd': foreign({ children: [pixelLayer('x')] }),
    'notes.txt': 'none',
  })
  expect(await listPictures(path)).toEqual(['a.jpg', 'a.png', 'b.BMP', 'c.psd'])
  const source = await PictureSource.open({ x: path }, { loadSize: null, cropSize: 6, flip: false, seed: 1 })
  expect(source.count).toBe(4)
  await source.batch(0, 4)
  expect(source.skipped).toEqual([])
})

test('of pairs whose names differ but for their ending, the one that is left out is named', async () => {
  const picture = await fromPixels(noise(9, 9, 3))
    .png()
    .toBuffer()
  const left = folder('left', { 'a.png': picture, 'a.tif': picture, 'b.png': picture })
  const right = folder('right', { 'a.png': picture, 'b.png': picture, 'c.png': picture })
  const source = await PictureSource.open(
    { left, right },
    { loadSize: null, cropSize: 8, flip: false, seed: 1 },
  )
  expect(source.count).toBe(2)
  expect(source.skipped).toEqual([
    { file: join(left, 'a.tif'), reason: text('labFaults.sameStem', { used: 'a.png' }) },
    { file: join(right, 'c.png'), reason: text('labFaults.alone', { folder: left }) },
  ])
})

test('BMP, and the merged picture of a PSD', async () => {
  expect([...(await decoded('a.bmp', bmp(2, 3, [10, 20, 30]))).data.subarray(0, 6)]).toEqual([
    10, 20, 30, 10, 20, 30,
  ])
  const { width, height } = await decoded('a.psd', foreign({ children: [pixelLayer('x')] }))
  expect([width, height]).toEqual([8, 6])
})

test('16 bits with an sRGB profile as the editor sees them, in PNG and in TIFF', async () => {
  const png = await fromPixels(solid(4, 4, [120, 120, 70, 255]))
    .removeAlpha()
    .toColourspace('rgb16')
    .withIccProfile('srgb')
    .png()
    .toBuffer()
  const { depth, icc } = await sharp(png).metadata()
  expect(depth).toBe('ushort')
  const planes = [120, 120, 70].map((value) => Array.from({ length: 16 }, () => 257 * value))
  const tiff = tiffFile([{ width: 4, height: 4, bits: 16, planes, more: [[ICC_TAG, new Uint8Array(icc!)]] }])
  expect(await sharp(tiff).metadata()).toMatchObject({ depth: 'ushort', hasProfile: true })
  for (const [name, bytes] of Object.entries({ 'a.png': png, 'a.tif': tiff }))
    expect([...(await decoded(name, bytes)).data.subarray(0, 3)]).toEqual([120, 120, 70])
})

test('transparent pixels lie over white, before they are scaled and after', async () => {
  const bytes = await fromPixels(solid(8, 8, [255, 0, 0, 128]))
    .png()
    .toBuffer()
  for (const loadSize of [null, 4]) {
    const path = join(folder('clear', { 'a.png': bytes }), 'a.png')
    const { data } = await decodePicture(path, { loadSize, cropSize: 1 })
    expect([...data.subarray(0, 3)]).toEqual([255, 127, 127])
  }
})

test('HEIC is named as what it is', async () => {
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  await expect(decoded('a.heic', heic)).rejects.toThrow(/HEIC/)
})
