import { expect, test } from 'vitest'
import type { Pixels } from '../../contract/pixels.ts'
import { labPlanes } from '../../imaging/labPlanes.ts'
import { MAX_CHROMA } from '../networks/tensors.ts'
import type { PictureNetwork, Work } from '../networks/work.ts'
import { colorize } from './colorize.ts'

const quiet: Work = { breathe: async () => {} }

/** A network that is asked for a* and b* by lightness (0 to 100) and place, as shares of the picture. */
function networkOf(
  chroma: (lightness: number, x: number, y: number) => readonly [number, number],
): PictureNetwork & { shapes: (readonly number[])[] } {
  const shapes: (readonly number[])[] = []
  return {
    shapes,
    translation: { kind: 'color', side: 64 },
    input: { channels: ['lightness'], colorSpace: 'lab', range: [-1, 1], size: { multiple: 32 } },
    output: { channels: ['green-red', 'blue-yellow'], colorSpace: 'lab', range: [-1, 1] },
    async run(data, shape) {
      shapes.push(shape)
      const [, , height = 0, width = 0] = shape
      const pairs = Array.from(data, (value, i) =>
        chroma(50 * (value + 1), ((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height),
      )
      return Float32Array.from([...pairs.map(([a]) => a), ...pairs.map(([, b]) => b)], (c) => c / MAX_CHROMA)
    },
  }
}

function grey(
  width: number,
  height: number,
  level: (x: number, y: number) => number,
  channels: 1 | 3 | 4 = 3,
): Pixels {
  const data = new Uint8Array(width * height * channels)
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < channels; c++)
      data[channels * i + c] = c === 3 ? i % 256 : level(i % width, Math.floor(i / width))
  return { width, height, channels, data }
}

function worstDifference(a: ArrayLike<number>, b: ArrayLike<number>, from = 0, to = a.length): number {
  let worst = 0
  for (let i = from; i < to; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!))
  return worst
}

/** L*, a* and b* by plane. */
function labOf({ width, height, channels, data }: Pixels): Float32Array {
  const count = width * height
  return labPlanes(
    Float32Array.from(
      { length: 3 * count },
      (_, at) => data[channels * (at % count) + Math.floor(at / count)]! / 255,
    ),
  )
}

const texture = (x: number, y: number) =>
  110 + 50 * Math.sin(x / 31) + 30 * Math.cos(y / 17) + ((7 * x + 13 * y) % 11)

test('the network sees the lightness of the whole picture at its own size', async () => {
  const network = networkOf(() => [0, 0])
  const picture = grey(300, 200, texture)
  const result = await colorize(picture, network, quiet)
  expect(network.shapes).toEqual([[1, 1, 64, 96]])
  // Without chroma a grey picture is as it was.
  expect(worstDifference(result.data, picture.data)).toBeLessThanOrEqual(1)
})

test('chroma that follows lightness does so at full resolution, and lightness stays', async () => {
  const law = (l: number) => [0.3 * l - 5, 12 - 0.2 * l] as const
  const picture = grey(700, 500, texture)
  const [before, after] = [labOf(picture), labOf(await colorize(picture, networkOf(law), quiet))]
  const count = 700 * 500
  expect(worstDifference(before, after, 0, count)).toBeLessThan(0.6)
  const chroma = [0, 1].map((k) => before.subarray(0, count).map((l) => law(l)[k]!))
  // Two units are what 8 bits a channel and the reduced size of a fine texture leave.
  for (const [k, expected] of chroma.entries())
    expect(worstDifference(expected, after.subarray((k + 1) * count))).toBeLessThan(3)
})

test('where the picture has an edge, so has its colour', async () => {
  const [width, height, edge] = [2100, 300, 1234]
  const picture = grey(width, height, (x) => (x < edge ? 70 : 180))
  // The network's pixels cover 8 of the picture's, and change from one colour to the other within two of them.
  const network = networkOf((_l, x) => [x < edge / width ? 30 : -30, 0])
  const after = labOf(await colorize(picture, network, quiet))
  const count = width * height
  const row = (x: number) => after[count + 150 * width + x]!
  expect(row(edge - 2) - row(edge + 1)).toBeGreaterThan(30)
  for (const distance of [3, 40, 200]) {
    expect(row(edge - distance)).toBeGreaterThan(15)
    expect(row(edge + distance)).toBeLessThan(-15)
  }
  expect(row(edge - 60)).toBeGreaterThan(27)
  expect(row(edge + 60)).toBeLessThan(-27)
})

test('a colour that sRGB lacks loses chroma and not lightness', async () => {
  const picture = grey(64, 64, (x) => 4 * x)
  const [before, after] = [
    labOf(picture),
    labOf(
      await colorize(
        picture,
        networkOf(() => [110, 100]),
        quiet,
      ),
    ),
  ]
  expect(worstDifference(before, after, 0, 64 * 64)).toBeLessThan(1)
  const middle = 64 * 64 + 32 * 64 + 32
  expect(after[middle]).toBeGreaterThan(40)
})

test('the picture’s own chroma is replaced, and alpha stays', async () => {
  const picture = grey(80, 64, texture, 4)
  const tinted = { ...picture, data: picture.data.slice() }
  for (let i = 0; i < 80 * 64; i++) tinted.data[4 * i + 3] = picture.data[4 * i + 3] = 128 + (i % 100)
  for (let i = 0; i < 80 * 64; i++) tinted.data[4 * i]! -= 20
  const results = await Promise.all(
    [picture, tinted].map((given) =>
      colorize(
        given,
        networkOf(() => [20, 20]),
        quiet,
      ),
    ),
  )
  for (const [k, given] of [picture, tinted].entries()) {
    const { channels, data } = results[k]!
    expect(channels).toBe(4)
    expect(data.filter((_, at) => at % 4 === 3)).toEqual(given.data.filter((_, at) => at % 4 === 3))
    const chroma = labOf(results[k]!).subarray(80 * 64)
    expect(chroma.reduce((sum, value) => sum + value, 0) / chroma.length).toBeCloseTo(20, 0)
  }
})

test('a grey picture of one channel is coloured as the same one of three', async () => {
  const network = networkOf((l) => [0.2 * l, -10])
  const [one, three] = await Promise.all(
    ([1, 3] as const).map((channels) => colorize(grey(90, 70, texture, channels), network, quiet)),
  )
  expect(one).toEqual(three)
})

test('it stops where it is told to', async () => {
  let breaths = 0
  const stopping: Work = {
    async breathe(done, total) {
      expect(done).toBeLessThan(total)
      if (++breaths === 3) throw new Error('stop')
    },
  }
  await expect(
    colorize(
      grey(100, 400, texture),
      networkOf(() => [0, 0]),
      stopping,
    ),
  ).rejects.toThrow('stop')
  expect(breaths).toBe(3)
})

test('a network that takes hints sees them, and under a dot the colour is the one that was asked for', async () => {
  const network = networkOf(() => [0, 0])
  let seen: Float32Array | undefined
  const told: PictureNetwork = {
    ...network,
    input: { ...network.input, channels: ['lightness', 'hint-green-red', 'hint-blue-yellow', 'hint'] },
    async run(data, shape) {
      seen = data
      return network.run(data.subarray(0, data.length / 4), [1, 1, shape[2]!, shape[3]!])
    },
  }
  const picture = grey(256, 256, () => 120)
  const hints: Pixels = { width: 256, height: 256, channels: 4, data: new Uint8Array(4 * 256 * 256) }
  for (let y = 100; y < 116; y++)
    for (let x = 40; x < 56; x++) hints.data.set([200, 90, 90, 255], 4 * (256 * y + x))
  const result = labOf(await colorize(picture, told, quiet, { hints }))
  const count = 64 * 64
  const at = 27 * 64 + 12
  const [, wantedA, wantedB] = labPlanes(Float32Array.from([200 / 255, 90 / 255, 90 / 255]))
  expect(seen![count + at]).toBeCloseTo(wantedA! / MAX_CHROMA, 4)
  expect(seen![2 * count + at]).toBeCloseTo(wantedB! / MAX_CHROMA, 4)
  const [there, elsewhere] = [seen![3 * count + at], seen![3 * count + 5]]
  expect([there, elsewhere, seen![count + 5]]).toEqual([1, 0, 0])
  const pixel = 256 * 108 + 48
  expect(Math.abs(result[256 * 256 + pixel]! - wantedA!)).toBeLessThan(3)
  expect(Math.abs(result[2 * 256 * 256 + pixel]! - wantedB!)).toBeLessThan(3)
  // The network, which obeys nothing here, has the rest.
  expect(Math.abs(result[256 * 256 + 256 * 200 + 200]!)).toBeLessThan(1)
})
