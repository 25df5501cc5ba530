import { describe, expect, test } from 'vitest'
import type { Pixels } from '../../contract/pixels.ts'
import type { RunNetwork, StyleNetwork, Work } from '../networks/work.ts'
import { stylize } from './stylize.ts'

const quiet: Work = { breathe: async () => {} }

/** Pixels around a place, each way, that a result depends on. */
const REACH = 5

/** Mean over a square, by plane; a network that knows nothing beyond a border mirrors, so this repeats it. */
function blurred(data: Float32Array, [rows, channels, height, width]: readonly number[]): Float32Array {
  const out = new Float32Array(data.length)
  for (let p = 0; p < rows! * channels!; p++)
    for (let y = 0; y < height!; y++)
      for (let x = 0; x < width!; x++) {
        let sum = 0
        for (let dy = -REACH; dy <= REACH; dy++) {
          const row = Math.min(height! - 1, Math.max(0, y + dy))
          const column = Math.min(width! - 1, Math.max(0, x + dy))
          sum += data[(p * height! + row) * width! + x]! + data[(p * height! + y) * width! + column]!
        }
        out[(p * height! + y) * width! + x] = sum / (4 * REACH + 2)
      }
  return out
}

interface Moments {
  mean: number
  deviation: number
}

function momentsOf(data: Float32Array, shape: readonly number[], margin: number): Moments[] {
  const [rows = 0, channels = 0, height = 0, width = 0] = shape
  return Array.from({ length: channels }, (_, c) => {
    const values: number[] = []
    for (let n = 0; n < rows; n++)
      for (let y = margin; y < height - margin; y++)
        for (let x = margin; x < width - margin; x++)
          values.push(data[((n * channels + c) * height + y) * width + x]!)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    return { mean, deviation: Math.sqrt(square + 1e-5) }
  })
}

/** What one instance normalisation in the middle of a network does: each picture, or tile, by its own moments. */
function normalising(
  shape: readonly number[],
  data: Float32Array,
  moments: readonly Moments[],
): Float32Array {
  const [, channels = 0, height = 0, width = 0] = shape
  return data.map((value, at) => {
    const { mean, deviation } = moments[Math.floor(at / (height * width)) % channels]!
    return Math.tanh((0.5 * (value - mean)) / deviation)
  })
}

function networkOf(maxPixels: number, byItself = false): StyleNetwork & { shapes: (readonly number[])[] } {
  const shapes: (readonly number[])[] = []
  const tensor = {
    channels: ['red', 'green', 'blue'] as ('red' | 'green' | 'blue')[],
    colorSpace: 'srgb' as const,
    range: [-1, 1] as [number, number],
    size: { multiple: 4 },
  }
  const run: RunNetwork = async (data, shape) => {
    shapes.push(shape)
    const seen = blurred(data, shape)
    return normalising(shape, seen, momentsOf(seen, shape, 0))
  }
  return {
    shapes,
    maxPixels,
    input: tensor,
    output: tensor,
    translation: { kind: 'style', side: 32, directions: { forward: { en: 'x', 'zh-CN': 'x' } } },
    run,
    async fixed(pieces, shape, margin) {
      if (byItself) return run
      const moments = momentsOf(blurred(pieces, shape), shape, margin)
      return async (data, size) => {
        shapes.push(size)
        return normalising(size, blurred(data, size), moments)
      }
    },
  }
}

/** Dark at one end and bright at the other, with texture, so that each tile has other moments. */
function picture(width: number, height: number, channels: 3 | 4 = 3): Pixels {
  const data = new Uint8Array(width * height * channels)
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)]
    const level = 30 + (170 * x) / width + 25 * Math.sin(x / 9) * Math.cos(y / 7)
    data.fill(level, channels * i, channels * i + 3)
    data[channels * i + 1] = level * (y / height)
    if (channels === 4) data[4 * i + 3] = (x * y) % 256
  }
  return { width, height, channels, data }
}

function difference(a: Pixels, b: Pixels): { worst: number; mean: number } {
  expect([a.width, a.height, a.channels]).toEqual([b.width, b.height, b.channels])
  const all = Array.from(a.data, (value, at) => Math.abs(value - b.data[at]!))
  const worst = all.reduce((max, value) => Math.max(max, value), 0)
  return { worst, mean: all.reduce((sum, value) => sum + value, 0) / all.length }
}

/**
 * How much stronger than around it a column's step is at most: of the mean step from column x - 1 to x, what is beyond
 * that which the steps beside it lead to expect, over the median of the columns around.
 */
function seamEnergy({ width, height, channels, data }: Pixels): number {
  const energy = new Float64Array(width)
  const at = (x: number, y: number, c: number) => data[channels * (y * width + x) + c]!
  for (let x = 2; x < width - 1; x++)
    for (let y = 0; y < height; y++)
      for (let c = 0; c < 3; c++)
        energy[x]! +=
          Math.abs(at(x, y, c) - at(x - 1, y, c) - (at(x + 1, y, c) - at(x - 2, y, c)) / 3) / (3 * height)
  return Array.from(energy.subarray(3, -2), (here, k) => {
    const around = [...energy.subarray(Math.max(2, k - 21), Math.min(width - 1, k + 28))].sort(
      (a, b) => a - b,
    )
    return here / (around[around.length >> 1]! + 0.05)
  }).reduce((max, value) => Math.max(max, value), 0)
}

test('a picture that fits is translated whole', async () => {
  const network = networkOf(200 * 120)
  const made = await stylize(picture(197, 117), network, quiet)
  expect(network.shapes).toEqual([[1, 3, 120, 200]])
  expect([made.width, made.height]).toEqual([197, 117])
})

test('in tiles it is what it is whole, but for what the statistics are off', async () => {
  const given = picture(403, 301)
  const whole = await stylize(given, networkOf(1e6), quiet)
  const network = networkOf(128 * 128)
  const tiled = await stylize(given, network, quiet)
  expect(network.shapes.length).toBeGreaterThan(10)
  for (const [n, , height, width] of network.shapes)
    expect(n! * height! * width!).toBeLessThanOrEqual(128 * 128)
  const { mean, worst } = difference(whole, tiled)
  expect(mean).toBeLessThan(3)
  expect(worst).toBeLessThan(12)
})

test('no seams: nowhere is more of a step than in the picture translated whole', async () => {
  const given = picture(403, 301)
  const elsewhere = seamEnergy(await stylize(given, networkOf(1e6), quiet))
  expect(seamEnergy(await stylize(given, networkOf(96 * 96), quiet))).toBeLessThan(1.15 * elsewhere)
  // The measure sees seams: tiles that are normalised by themselves have them.
  expect(seamEnergy(await stylize(given, networkOf(96 * 96, true), quiet))).toBeGreaterThan(1.3 * elsewhere)
})

test('no colour jumps: a grey that is one picture stays one', async () => {
  const flat: Pixels = { width: 300, height: 220, channels: 3, data: new Uint8Array(3 * 66000).fill(90) }
  const { data } = await stylize(flat, networkOf(96 * 96), quiet)
  expect(data.every((value) => value === data[0])).toBe(true)
})

test('alpha stays, and what is transparent is paper', async () => {
  const given = picture(150, 140, 4)
  const made = await stylize(given, networkOf(96 * 96), quiet)
  expect(made.channels).toBe(4)
  expect(made.data.filter((_, at) => at % 4 === 3)).toEqual(given.data.filter((_, at) => at % 4 === 3))
  const clear: Pixels = { width: 40, height: 40, channels: 4, data: new Uint8Array(6400) }
  const blank = await stylize(clear, networkOf(1e5), quiet)
  expect(new Set(blank.data.filter((_, at) => at % 4 !== 3)).size).toBe(1)
})

test.each([
  [1, 1],
  [1, 900],
  [37, 5],
])('a picture of %i x %i is painted too', async (width, height) => {
  const made = await stylize(picture(width, height), networkOf(64 * 64), quiet)
  expect([made.width, made.height, made.data.length]).toEqual([width, height, 3 * width * height])
})

test('larger strokes: the network sees a smaller picture, and edges stay sharp', async () => {
  const [width, height, edge] = [800, 400, 411]
  const data = Uint8Array.from({ length: 3 * width * height }, (_, at) =>
    Math.floor(at / 3) % width < edge ? 60 : 200,
  )
  const network = networkOf(1e6)
  const made = await stylize({ width, height, channels: 3, data }, network, quiet, 100)
  expect(network.shapes).toEqual([[1, 3, 100, 200]])
  const row = (x: number) => made.data[3 * (200 * width + x)]!
  const step = row(edge + 1) - row(edge - 2)
  // More than half of what the two sides differ by lies between these four pixels.
  expect(step).toBeGreaterThan(0.5 * (row(edge + 15) - row(edge - 16)))
})

test('a network of one size sees nothing but tiles of that size', async () => {
  const free = networkOf(16 * 64 * 64)
  const network = { ...free, input: { ...free.input, size: { width: 64, height: 64 } } }
  const given = picture(150, 100)
  const made = await stylize(given, network, quiet)
  expect(new Set(network.shapes.map(String))).toEqual(new Set(['1,3,64,64']))
  expect(difference(made, await stylize(given, networkOf(1e6), quiet)).mean).toBeLessThan(8)
})

test('it stops where it is told to, within a tile', async () => {
  const network = networkOf(96 * 96)
  let last = 0
  let breaths = 0
  const stopping: Work = {
    async breathe() {
      // No more than one run of the network lies between two breaths.
      expect(network.shapes.length - last).toBeLessThanOrEqual(1)
      last = network.shapes.length
      if (++breaths === 12) throw new Error('stop')
    },
  }
  await expect(stylize(picture(400, 300), network, stopping)).rejects.toThrow('stop')
  expect(network.shapes.length).toBe(last)
})

/** Each pixel becomes a square of three by three, brighter along the diagonal. */
function enlarging(maxPixels: number): StyleNetwork {
  const { output, ...network } = networkOf(maxPixels, true)
  const run: RunNetwork = async (data, [, channels = 0, height = 0, width = 0]) => {
    const made = new Float32Array(9 * data.length)
    for (let at = 0; at < made.length; at++) {
      const [x, y] = [at % (3 * width), Math.floor(at / (3 * width)) % (3 * height)]
      const c = Math.floor(at / (9 * width * height)) % channels
      const from = (c * height + Math.floor(y / 3)) * width + Math.floor(x / 3)
      made[at] = 0.8 * data[from]! + (x % 3 === y % 3 ? 0.1 : 0)
    }
    return made
  }
  return { ...network, run, fixed: async () => run, output: { ...output, scale: 3 } }
}

describe('a network that enlarges', () => {
  const photo = { width: 91, height: 70, channels: 4 as const, data: new Uint8Array(4 * 91 * 70) }
  for (let at = 0; at < photo.data.length; at++)
    photo.data[at] = at % 4 === 3 ? (at < 4 * 91 * 35 ? 255 : 0) : (at * 37) % 200
  const at = (x: number, y: number, c: number) => photo.data[4 * (y * 91 + x) + c]! / 127.5 - 1

  test.each([1 << 20, 2000])(
    'gives a picture three times as large, in tiles of %i pixels as in one',
    async (pixels) => {
      const made = await stylize(photo, enlarging(pixels), quiet)
      expect([made.width, made.height, made.channels]).toEqual([273, 210, 4])
      for (let y = 0; y < 105; y++)
        for (let x = 0; x < 273; x++) {
          const value = 0.8 * at(Math.floor(x / 3), Math.floor(y / 3), 1) + (x % 3 === y % 3 ? 0.1 : 0)
          const found = made.data[4 * (y * 273 + x) + 1]!
          expect(Math.abs(found - 127.5 * (value + 1)), `${x}, ${y}`).toBeLessThanOrEqual(1)
        }
      const alpha = [10, 100, 108, 200].map((y) => made.data[4 * (y * 273 + 100) + 3])
      expect(alpha).toEqual([255, 255, 0, 0])
    },
  )

  test('shown smaller pictures, its result still has three times the size of the picture', async () => {
    const made = await stylize(photo, enlarging(1 << 20), quiet, 35)
    expect([made.width, made.height]).toEqual([273, 210])
  })
})
