import sharp from 'sharp'
import { expect, test } from 'vitest'
import { labPlanes, srgbPlanes } from './labPlanes.ts'
import { encodedOf, linearOf } from './srgbTransfer.ts'

const planesOf = (colors: number[][]) =>
  Float32Array.from([0, 1, 2].flatMap((channel) => colors.map((color) => color[channel]! / 255)))

/** Published values of the corners of sRGB under D65. */
const known: [name: string, rgb: number[], lab: number[]][] = [
  ['black', [0, 0, 0], [0, 0, 0]],
  ['white', [255, 255, 255], [100, 0, 0]],
  ['red', [255, 0, 0], [53.24, 80.09, 67.2]],
  ['green', [0, 255, 0], [87.73, -86.18, 83.18]],
  ['blue', [0, 0, 255], [32.3, 79.19, -107.86]],
  ['middle grey', [119, 119, 119], [50.03, 0, 0]],
]

test.each(known)('%s has its published place', (_, rgb, lab) => {
  const found = labPlanes(planesOf([rgb]))
  lab.forEach((value, channel) => {
    expect(Math.abs(found[channel]! - value)).toBeLessThan(0.02)
  })
})

/** Colours of the whole cube, dark ones included. */
const cube = [0, 3, 9, 40, 90, 160, 220, 255].flatMap((r) =>
  [0, 7, 60, 130, 255].flatMap((g) => [0, 5, 77, 180, 255].map((b) => [r, g, b])),
)

test('agrees with libvips', async () => {
  const { data } = await sharp(Uint8Array.from(cube.flat()), {
    raw: { width: cube.length, height: 1, channels: 3 },
  })
    .toColourspace('lab')
    .raw({ depth: 'float' })
    .toBuffer({ resolveWithObject: true })
  const theirs = new Float32Array(data.buffer, data.byteOffset, data.length / 4)
  const ours = labPlanes(planesOf(cube))
  let worst = 0
  for (let i = 0; i < cube.length; i++)
    for (let c = 0; c < 3; c++)
      worst = Math.max(worst, Math.abs(theirs[3 * i + c]! - ours[c * cube.length + i]!))
  expect(worst).toBeLessThan(0.1)
})

test('there and back gives every colour again', () => {
  const planes = planesOf(cube)
  srgbPlanes(labPlanes(planes)).forEach((value, i) => {
    expect(Math.abs(value - planes[i]!)).toBeLessThan(1e-4)
  })
})

test('what sRGB lacks is cut off, channel by channel', () => {
  const [red, green, blue] = srgbPlanes(Float32Array.of(50, 120, 0))
  expect([red, green]).toEqual([1, 0])
  expect(blue).toBeGreaterThan(0)
  expect(blue).toBeLessThan(1)
  expect([encodedOf(-0.1), encodedOf(1.1)]).toEqual([0, 1])
})

test('light and value are one the inverse of the other, over the kink', () => {
  for (const value of [0, 0.01, 0.04, 0.0405, 0.2, 0.7, 1])
    expect(encodedOf(linearOf(value))).toBeCloseTo(value, 6)
})
