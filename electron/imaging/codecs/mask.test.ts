import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { fromPixels } from './encode.ts'
import { decodeMask } from './mask.ts'
import { pngChunk } from './pngChunks.ts'
import { tiffFile } from './tiff/tiff.fixture.ts'

const pngOf = (data: Uint8Array | Uint16Array, channels: 1 | 3 | 4 = 1) => {
  const image = sharp(data, { raw: { width: data.length / channels, height: 1, channels } })
  const space = data instanceof Uint16Array ? 'grey16' : channels === 1 ? 'b-w' : 'srgb'
  return image.toColourspace(space).png().toBuffer()
}

const read = async (bytes: Uint8Array) => {
  const { mask, remarks } = await decodeMask(bytes, 'm.png')
  return [[...mask.data], remarks.map(({ key }) => key)]
}

/** A PNG of indices into a palette. */
function palettePng(indices: readonly number[], palette: readonly number[]): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(indices.length, 0)
  header.writeUInt32BE(1, 4)
  header.set([8, 3], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('PLTE', Uint8Array.from(palette)),
    pngChunk('IDAT', deflateSync(Uint8Array.from([0, ...indices]))),
    pngChunk('IEND', new Uint8Array(0)),
  ])
}

describe('a mask', () => {
  it('of greys is what it is', async () => {
    expect(await read(await pngOf(Uint8Array.of(0, 60, 255)))).toEqual([[0, 60, 255], []])
    expect(await read(await pngOf(Uint16Array.of(0, 60 * 257, 65535)))).toEqual([[0, 60, 255], []])
  })

  it('of 0 and 1, in 8 bits and in 16, is black and white, and it says so', async () => {
    const told = [[0, 255, 255], ['errors:masks.ones']]
    expect(await read(await pngOf(Uint8Array.of(0, 1, 1)))).toEqual(told)
    expect(await read(await pngOf(Uint16Array.of(0, 1, 1)))).toEqual(told)
    const picture = { width: 3, height: 1, planes: [[0, 1, 1]], photometric: 1 }
    for (const bits of [8, 16]) expect(await read(tiffFile([{ ...picture, bits }]))).toEqual(told)
  })

  it('that is black stays black', async () => {
    for (const data of [new Uint8Array(3), new Uint16Array(3)])
      expect(await read(await pngOf(data))).toEqual([[0, 0, 0], []])
  })

  it('of labels in colours is all but label 0, whatever the colours', async () => {
    const voc = [0, 0, 0, 128, 0, 0, 0, 128, 0]
    expect(await read(palettePng([0, 1, 2], voc))).toEqual([[0, 255, 255], ['errors:masks.labels']])
    const { remarks } = await decodeMask(palettePng([0, 2, 1], voc), 'm.png')
    expect(remarks[0]).toMatchObject({ name: 'm.png', labels: '1, 2' })
  })

  it('of a palette of greys is its greys', async () => {
    expect(await read(palettePng([0, 1, 2], [255, 255, 255, 7, 7, 7, 0, 0, 0]))).toEqual([[255, 7, 0], []])
  })

  it('of colours is their brightness, and it says so', async () => {
    const bytes = await pngOf(Uint8Array.of(255, 255, 255, 90, 0, 0), 3)
    expect(await read(bytes)).toEqual([[255, 30], ['errors:masks.colored']])
  })

  it('is out where it is transparent', async () => {
    const data = Uint8Array.of(255, 255, 255, 128, 255, 255, 255, 0)
    const bytes = await fromPixels({ width: 2, height: 1, channels: 4, data }).png().toBuffer()
    expect(await read(bytes)).toEqual([[128, 0], []])
  })
})
