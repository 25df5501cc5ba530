import { describe, expect, it } from 'vitest'
import { openPicture, pixelAt } from '../codecs.fixture.ts'
import { fromPixels } from '../encode.ts'
import { matrixProfile } from '../matrixProfile.ts'
import { tagPng } from '../pngChunks.ts'
import { encodePlane } from './planes.ts'
import { mergedFile } from './psd.fixture.ts'
import { BITMAP, CMYK, GRAYSCALE, ICC_RESOURCE, INDEXED, insertResource, RGB } from './sections.ts'

const srgbChromaticities = {
  white: [0.3127, 0.329],
  red: [0.64, 0.33],
  green: [0.3, 0.6],
  blue: [0.15, 0.06],
} as const

/** The grey profile with a curve of 256 entries in place of its own. */
function withCurve(profile: Uint8Array, light: (value: number) => number): Uint8Array {
  const curve = Buffer.alloc(12 + 512)
  curve.write('curv')
  curve.writeUInt32BE(256, 8)
  for (let i = 0; i < 256; i++) curve.writeUInt16BE(Math.round(65535 * light(i)), 12 + 2 * i)
  const bytes = Buffer.concat([profile, curve])
  const entry = bytes.indexOf('kTRC')
  bytes.writeUInt32BE(profile.length, entry + 4)
  bytes.writeUInt32BE(curve.length, entry + 8)
  bytes.writeUInt32BE(bytes.length, 0)
  return bytes
}

describe('a merged picture', () => {
  it('of RGB leaves saved selections aside', async () => {
    const planes = [10, 20, 30, 40, 50, 60, 1, 2]
    const { pixels } = await openPicture(mergedFile({ mode: RGB, width: 2, height: 1, channels: 4, planes }))
    expect([...pixels.data]).toEqual([10, 30, 50, 255, 20, 40, 60, 255])
  })

  it('of RGB in run lengths', async () => {
    const tables = [0, 2, 0, 2, 0, 2]
    const runs = [256 - 2, 10, 256 - 2, 20, 256 - 2, 30]
    const bytes = mergedFile({
      mode: RGB,
      width: 3,
      height: 1,
      channels: 3,
      planes: [...tables, ...runs],
      compression: 1,
    })
    expect([...(await openPicture(bytes)).pixels.data]).toEqual([
      10, 20, 30, 255, 10, 20, 30, 255, 10, 20, 30, 255,
    ])
  })

  it('of grey, 8 and 16 bits', async () => {
    const bytes = mergedFile({ mode: GRAYSCALE, width: 2, height: 1, planes: [7, 200] })
    expect([...(await openPicture(bytes)).pixels.data]).toEqual([7, 7, 7, 255, 200, 200, 200, 255])
    const deep = await openPicture(
      mergedFile({ mode: GRAYSCALE, width: 1, height: 1, depth: 16, planes: [0x80, 0x80] }),
    )
    expect(pixelAt(deep.pixels, 0, 0)).toEqual([128, 128, 128, 255])
    expect(deep.notices).toEqual([{ code: 'sixteen-bit-reduced', values: { bits: '16' } }])
  })

  it('of 16 bits is converted from its profile before its samples are rounded', async () => {
    const icc = matrixProfile('linear', srgbChromaticities, { gamma: 1 }, false)
    const samples = [300, 1000, 40000, 700, 2222, 65535]
    const planes = [0, 3, 1, 4, 2, 5].flatMap((k) => [samples[k]! >> 8, samples[k]! & 255])
    const bytes = mergedFile({ mode: RGB, width: 2, height: 1, depth: 16, channels: 3, planes })
    const { pixels } = await openPicture(Buffer.concat(insertResource(bytes, ICC_RESOURCE, icc)))
    const shown = samples.map((sample) => {
      const light = sample / 65535
      return 255 * (light > 0.0031308 ? 1.055 * light ** (1 / 2.4) - 0.055 : 12.92 * light)
    })
    for (const [k, value] of shown.entries()) {
      const found = pixels.data[4 * Math.floor(k / 3) + (k % 3)]!
      // Rounded first, 300 would be 257, and four levels darker.
      expect(Math.abs(found - value), `${samples[k]}`).toBeLessThan(1)
    }
  })

  it('of grey with a profile looks as a PNG of the same samples does', async () => {
    const icc = matrixProfile('grey', srgbChromaticities, { gamma: 1.8 }, true)
    const samples = [0, 60, 150, 255]
    const bytes = mergedFile({ mode: GRAYSCALE, width: 4, height: 1, planes: samples })
    const { pixels } = await openPicture(Buffer.concat(insertResource(bytes, ICC_RESOURCE, icc)))
    const png = await fromPixels({ width: 4, height: 1, channels: 1, data: Uint8Array.from(samples) })
      .png()
      .toBuffer()
    expect(pixels).toEqual((await openPicture(tagPng(png, icc))).pixels)
    const wanted = samples.map((value) => {
      const light = (value / 255) ** 1.8
      return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055))
    })
    expect(samples.map((_, x) => pixelAt(pixels, x, 0)[0])).toEqual(wanted)
  })

  it('of grey with a curve of dot gain, which is a table', async () => {
    const light = (value: number) => 0.02 + 0.98 * (value / 255) ** 1.6
    const icc = withCurve(matrixProfile('dots', srgbChromaticities, 'srgb', true), light)
    const samples = [0, 30, 90, 160, 220, 255]
    const bytes = mergedFile({ mode: GRAYSCALE, width: 6, height: 1, planes: samples })
    const { pixels } = await openPicture(Buffer.concat(insertResource(bytes, ICC_RESOURCE, icc)))
    const png = await fromPixels({ width: 6, height: 1, channels: 1, data: Uint8Array.from(samples) })
      .png()
      .toBuffer()
    expect(pixels).toEqual((await openPicture(tagPng(png, icc))).pixels)
    const wanted = samples.map((value) => 255 * (1.055 * light(value) ** (1 / 2.4) - 0.055))
    for (const [x, value] of wanted.entries())
      expect(Math.abs(pixelAt(pixels, x, 0)[0]! - value)).toBeLessThanOrEqual(1)
  })

  it('of indexed colors', async () => {
    const palette = new Uint8Array(768)
    for (const [channel, value] of [11, 22, 33].entries()) palette[256 * channel + 5] = value
    const bytes = mergedFile({ mode: INDEXED, width: 2, height: 1, palette, planes: [5, 0] })
    expect([...(await openPicture(bytes)).pixels.data]).toEqual([11, 22, 33, 255, 0, 0, 0, 255])
    const lacking = mergedFile({ mode: INDEXED, width: 2, height: 1, planes: [5, 0] })
    await expect(openPicture(lacking)).rejects.toMatchObject({ code: 'unreadable-file' })
  })

  it('of single bits', async () => {
    const planes = [0b01000000, 0b10000000, 0b11111111, 0]
    const { pixels } = await openPicture(mergedFile({ mode: BITMAP, width: 9, height: 2, depth: 1, planes }))
    expect([0, 1, 8].map((x) => pixelAt(pixels, x, 0)[0])).toEqual([255, 0, 0])
    expect([0, 1, 8].map((x) => pixelAt(pixels, x, 1)[0])).toEqual([0, 0, 255])
  })

  it('of CMYK is converted, and says what was left behind', async () => {
    // No ink, full cyan, full black: stored as the complement.
    const planes = [255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0]
    const layers = new Uint8Array(8)
    const bytes = mergedFile({ mode: CMYK, width: 3, height: 1, channels: 4, layers, planes })
    const { pixels, notices } = await openPicture(bytes)
    expect(pixelAt(pixels, 0, 0)).toEqual([255, 255, 255, 255])
    const [r = 255, g = 0, b = 0] = pixelAt(pixels, 1, 0)
    expect(r < 60 && g > 120 && b > 180).toBe(true)
    expect(Math.max(...pixelAt(pixels, 2, 0).slice(0, 3))).toBeLessThan(60)
    expect(notices).toEqual([
      { code: 'cmyk-converted', values: {} },
      { code: 'psd-feature-flattened', values: { feature: 'layers', layers: '' } },
    ])
  })

  it('that is cut short is refused', async () => {
    const row = encodePlane(Uint8Array.of(1, 2, 3), 0, 1, 3, 1)
    const bytes = mergedFile({ mode: GRAYSCALE, width: 3, height: 1, planes: [...row], compression: 1 })
    for (const missing of [1, 3, row.length + 1])
      await expect(openPicture(bytes.subarray(0, -missing))).rejects.toMatchObject({
        code: 'unreadable-file',
      })
  })
})
