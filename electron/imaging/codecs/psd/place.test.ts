import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../../contract/pixels.ts'
import { largestDifference, noise, solid } from '../codecs.fixture.ts'
import { placeRaster } from './place.ts'

const document = { width: 20, height: 20 }
const still = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
const place = (raster: Pixels, transform: Partial<typeof still>) =>
  placeRaster(raster, { ...still, ...transform }, document, {})
const texel = ({ data, width }: Pixels, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
]

describe('a placed raster', () => {
  it('stays untouched by a whole-pixel shift, even outside the document', async () => {
    const raster = noise(30, 5)
    expect(await place(raster, { x: -7, y: 3 })).toEqual({ left: -7, top: 3, pixels: raster })
  })

  it('is mirrored exactly', async () => {
    const raster = noise(4, 3)
    for (let i = 3; i < raster.data.length; i += 4) raster.data[i] = 255
    const placed = await place(raster, { x: 10, y: 2, scaleX: -1 })
    expect(placed).toMatchObject({ left: 6, top: 2, pixels: { width: 4, height: 3 } })
    for (let x = 0; x < 4; x++) expect(texel(placed!.pixels, x, 1)).toEqual(texel(raster, 3 - x, 1))
  })

  it.each([90, -270, 450])('is turned exactly by %d degrees', async (rotation) => {
    const raster = noise(4, 3)
    for (let i = 3; i < raster.data.length; i += 4) raster.data[i] = 255
    const placed = await place(raster, { x: 10, y: 2, rotation })
    expect(placed).toMatchObject({ left: 7, top: 2, pixels: { width: 3, height: 4 } })
    for (let x = 0; x < 4; x++)
      for (let y = 0; y < 3; y++) expect(texel(placed!.pixels, 2 - y, x)).toEqual(texel(raster, x, y))
  })

  it('keeps one color at any angle, with soft edges and its area', async () => {
    const placed = await place(solid(8, 8, [200, 100, 50, 255]), {
      x: 10,
      y: 4,
      rotation: 30,
      scaleX: 1.1,
      scaleY: 0.7,
    })
    const { data } = placed!.pixels
    let area = 0
    for (let i = 0; i < data.length; i += 4) {
      area += data[i + 3]! / 255
      if (data[i + 3]! > 0)
        expect(largestDifference(data.slice(i, i + 3), Uint8Array.of(200, 100, 50))).toBe(0)
    }
    expect(area).toBeCloseTo(8 * 8 * 1.1 * 0.7, 0)
  })

  it('averages where it shrinks', async () => {
    const raster = solid(64, 64, [0, 0, 0, 255])
    for (let i = 0; i < raster.data.length; i += 8) raster.data.set([255, 255, 255, 255], i)
    const placed = await place(raster, { scaleX: 0.125, scaleY: 0.125 })
    const [grey] = texel(placed!.pixels, 4, 4)
    expect(grey).toBeGreaterThan(120)
    expect(grey).toBeLessThan(136)
  })

  it('does not let hidden colors bleed', async () => {
    const raster = solid(2, 1, [255, 0, 0, 255])
    raster.data.set([0, 255, 0, 0], 4)
    const { pixels } = (await place(raster, { scaleX: 8, scaleY: 8 }))!
    for (let i = 0; i < pixels.data.length; i += 4)
      if (pixels.data[i + 3]! > 0) expect([...pixels.data.subarray(i, i + 3)]).toEqual([255, 0, 0])
  })

  it('is cropped to the document when resampled, to nothing if need be', async () => {
    const big = await place(noise(10, 10), { x: -50, y: -50, scaleX: 100, scaleY: 100 })
    expect(big).toMatchObject({ left: 0, top: 0, pixels: { width: 20, height: 20 } })
    expect(await place(noise(3, 3), { x: 40, y: 0, rotation: 10 })).toBeNull()
  })
})
