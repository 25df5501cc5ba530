import { expect, test } from 'vitest'
import type { Pixels } from '../../../contract/pixels.ts'
import type { PictureNetwork, Work } from '../../networks/work.ts'
import { type DrawnPairing, pairingOf, prepare } from './prepare.ts'

const quiet: Work = { breathe: async () => {} }
const [width, height] = [420, 300]

/** A bright disc before a dark ground. */
const inside = (x: number, y: number) => Math.hypot(x - 200, y - 150) < 90
const photo: Pixels = {
  width,
  height,
  channels: 3,
  data: Uint8Array.from({ length: 3 * width * height }, (_, at) => {
    const i = Math.floor(at / 3)
    return (inside(i % width, Math.floor(i / width)) ? [220, 180, 40] : [30, 60, 90])[at % 3]!
  }),
}

const network = (pairing: DrawnPairing): Pick<PictureNetwork, 'input' | 'translation'> => ({
  input: { channels: ['grey'], colorSpace: 'srgb', range: [-1, 1], size: { multiple: 16 } },
  translation:
    pairing === 'gray'
      ? { kind: 'color', side: 64 }
      : { kind: 'drawing', side: 64, draws: 'picture', pairing, noise: [] },
})

const made = (pairing: DrawnPairing, seed = 1) => prepare(photo, pairing, network(pairing), { seed }, quiet)
const at = ({ channels, data }: Pixels, x: number, y: number, c = 0) => data[channels * (y * width + x) + c]!

test('the pairing is the model’s own', () => {
  expect(pairingOf(network('gray'))).toBe('gray')
  expect(pairingOf(network('flat'))).toBe('flat')
  const directions = { forward: { en: 'x', 'zh-CN': 'x' } }
  expect(pairingOf({ translation: { kind: 'style', side: 64, directions } })).toBeNull()
})

/** How far a place is from the disc's edge, outwards. */
const outOf = (x: number, y: number) => Math.hypot(x - 200, y - 150) - 90
/** A pixel of the network, in the photo's. */
const PIXEL = 300 / 64

test('edges become one smooth line of even width, where the photo has its edge', async () => {
  const drawing = await made('edges')
  const ink = (x: number, y: number) => 1 - at(drawing, Math.round(x), Math.round(y)) / 255
  const widths: number[] = []
  const middles: number[] = []
  for (let turn = 0; turn < 2 * Math.PI; turn += 0.01) {
    let [width, middle] = [0, 0]
    for (let out = -2 * PIXEL; out <= 2 * PIXEL; out += 0.25) {
      const dark = ink(200 + (90 + out) * Math.cos(turn), 150 + (90 + out) * Math.sin(turn))
      width += dark / 4
      middle += (dark * out) / 4
    }
    widths.push(width)
    middles.push(middle / width)
  }
  expect(Math.min(...widths)).toBeGreaterThan(0.9 * PIXEL)
  expect(Math.max(...widths)).toBeLessThan(1.6 * PIXEL)
  // The line sways by less than the steps of the grid that the network sees.
  expect(Math.max(...middles.map(Math.abs))).toBeLessThan(PIXEL / 3)
  const roughness = middles.slice(5).map((middle, k) => Math.abs(middle - middles[k]!))
  expect(Math.max(...roughness)).toBeLessThan(PIXEL / 4)
  let elsewhere = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (Math.abs(outOf(x, y)) > 2 * PIXEL) elsewhere += ink(x, y)
  expect(elsewhere).toBe(0)
})

test('a line that the photo cuts off goes to its border', async () => {
  const halves: Pixels = {
    ...photo,
    data: photo.data.map((_, i) => (Math.floor(i / 3) % width < 150 ? 40 : 200)),
  }
  const drawing = await prepare(halves, 'edges', network('edges'), { seed: 1 }, quiet)
  for (const y of [0, 1, 150, height - 1]) {
    const dark = Array.from({ length: width }, (_, x) => x).filter((x) => at(drawing, x, y) < 128)
    expect(dark.length).toBeGreaterThan(PIXEL)
    expect(dark.reduce((sum, x) => sum + x, 0) / dark.length).toBeCloseTo(149.5, -0.5)
  }
})

test('areas have few colours, and meet in a smooth line at the photo’s edge', async () => {
  const drawing = await made('flat')
  const colors = new Set<number>()
  let wrong = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      colors.add((at(drawing, x, y) << 16) + (at(drawing, x, y, 1) << 8) + at(drawing, x, y, 2))
      if (Math.abs(outOf(x, y)) > PIXEL / 3 && at(drawing, x, y) > 125 !== inside(x, y)) wrong++
    }
  expect(colors.size).toBeLessThanOrEqual(8)
  expect(wrong).toBe(0)
})

test('grey has the photo’s luminance at full size', async () => {
  const drawing = await made('gray')
  expect([at(drawing, 5, 5), at(drawing, 200, 150)]).toEqual([at(drawing, 5, 5, 1), at(drawing, 200, 150, 2)])
  expect(at(drawing, 200, 150)).toBeGreaterThan(at(drawing, 5, 5) + 100)
})

test('low resolution is the photo without its detail', async () => {
  const drawing = await made('low-resolution')
  expect(Math.abs(at(drawing, 200, 150) - 220)).toBeLessThan(6)
  const steps = Array.from({ length: width - 1 }, (_, x) =>
    Math.abs(at(drawing, x + 1, 150) - at(drawing, x, 150)),
  )
  expect(Math.max(...steps)).toBeLessThan(30)
})

test('holes are transparent, and which follows from the seed', async () => {
  const [first, again, other] = [await made('holes'), await made('holes'), await made('holes', 2)]
  expect(again.data).toEqual(first.data)
  expect(other.data).not.toEqual(first.data)
  const alpha = first.data.filter((_, k) => k % 4 === 3)
  expect(alpha.filter((value) => value === 0).length).toBeGreaterThan(1000)
  expect(alpha.filter((value) => value === 255).length).toBeGreaterThan(1000)
})

test.each([
  [1, 1],
  [5, 900],
])('a photo of %i x %i is no trouble', async (w, h) => {
  const small: Pixels = { width: w, height: h, channels: 4, data: new Uint8Array(4 * w * h) }
  for (const pairing of ['gray', 'edges', 'flat', 'low-resolution', 'holes'] as const) {
    const { width: found, data } = await prepare(small, pairing, network(pairing), { seed: 0 }, quiet)
    expect([found, data.length / (pairing === 'holes' ? 4 : 3)]).toEqual([w, w * h])
  }
})
