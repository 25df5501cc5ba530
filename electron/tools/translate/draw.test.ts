import { expect, test } from 'vitest'
import type { Drawn } from '../../contract/model/translation.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import type { DrawingNetwork, DrawingWork, TensorData } from '../networks/work.ts'
import { draw } from './draw.ts'

const quiet: DrawingWork = { breathe: async () => {}, team: await teamOfOne() }
const plain = { seed: 0 }
/** What a network sees that takes hints: lines, and colours at places. */
const hinted = ['grey', 'hint-red', 'hint-green', 'hint-blue', 'hint'] as const

type Color = readonly [number, number, number]
interface Call {
  data: Float32Array
  shape: readonly number[]
  noises: Readonly<Record<string, TensorData>>
}

/** A network at 32 px that is asked for a colour in [0, 1] by what it sees there, and by where, in pixels. */
function networkOf(
  draws: Drawn,
  channels: DrawingNetwork['input']['channels'],
  color: (seen: readonly number[], x: number, y: number) => Color,
  multiple = 16,
): DrawingNetwork & { calls: Call[] } {
  const calls: Call[] = []
  const tensor = { colorSpace: 'srgb' as const, range: [-1, 1] as [number, number], size: { multiple } }
  return {
    calls,
    translation: { kind: 'drawing', side: 32, draws, noise: [{ name: 'z', channels: 2, stride: 8 }] },
    input: { ...tensor, channels },
    output: { ...tensor, channels: ['red', 'green', 'blue'] },
    async run(data, shape, noises = {}) {
      calls.push({ data, shape, noises })
      const [, , height = 0, width = 0] = shape
      const count = height * width
      const out = new Float32Array(3 * count)
      for (let i = 0; i < count; i++) {
        const seen = channels.map((_, k) => (data[k * count + i]! + 1) / 2)
        for (const [c, value] of color(seen, i % width, Math.floor(i / width)).entries())
          out[c * count + i] = 2 * value - 1
      }
      return out
    },
  }
}

function picture(width: number, height: number, at: (x: number, y: number) => readonly number[]): Pixels {
  const channels = at(0, 0).length as 3 | 4
  const data = new Uint8Array(width * height * channels)
  for (let i = 0; i < width * height; i++) data.set(at(i % width, Math.floor(i / width)), channels * i)
  return { width, height, channels, data }
}

const pixel = ({ width, channels, data }: Pixels, x: number, y: number) =>
  [0, 1, 2].map((c) => data[channels * (y * width + x) + c]!)

/** Pixels of a row from 10 % to 90 % of the way between its two ends, in the channel that changes most. */
function edgeWidth(given: Pixels, y: number, from: number, to: number): number {
  const [first, last] = [pixel(given, from, y), pixel(given, to, y)]
  const c = [0, 1, 2].reduce((best, k) =>
    Math.abs(last[k]! - first[k]!) > Math.abs(last[best]! - first[best]!) ? k : best,
  )
  expect(Math.abs(last[c]! - first[c]!)).toBeGreaterThan(60)
  let width = 0
  for (let x = from; x <= to; x++) {
    const share = (pixel(given, x, y)[c]! - first[c]!) / (last[c]! - first[c]!)
    if (share > 0.1 && share < 0.9) width++
  }
  return width
}

/** How dark a line about `middle` is at x, with borders as soft as a brush of a pixel leaves them. */
const inkAt = (x: number, middle: number, half: number) =>
  Math.min(1, Math.max(0, half + 0.5 - Math.abs(x - middle)))

const SIDE = 512
const LINE = 250.5

test('lines are as sharp as they were drawn, and areas reach up to them in their own colour', async () => {
  const drawing = picture(SIDE, SIDE, (x) => new Array(3).fill(Math.round(255 * (1 - inkAt(x, LINE, 3)))))
  // A pixel of the network covers 16 of the drawing: where the line is it mixes both areas and ink.
  const share = (x: number) => Math.min(1, Math.max(0, x + 0.5 - LINE / 16))
  const network = networkOf('lines', ['grey'], ([grey], x) => {
    const right = share(x)
    const dark = 0.1
    return [0.9 * (1 - right), 0.3, 0.9 * right].map(
      (v) => grey! * v + (1 - grey!) * dark,
    ) as unknown as Color
  })
  const made = await draw(drawing, network, plain, quiet)
  expect([made.width, made.height, made.channels]).toEqual([SIDE, SIDE, 3])
  for (const y of [40, 256, 500]) {
    expect(edgeWidth(made, y, 230, 250)).toBeLessThanOrEqual(edgeWidth(drawing, y, 230, 250) + 1)
    expect(edgeWidth(made, y, 251, 271)).toBeLessThanOrEqual(edgeWidth(drawing, y, 251, 271) + 1)
    for (const [x, color] of [
      [245, [230, 77, 0]],
      [256, [0, 77, 230]],
      [100, [230, 77, 0]],
      [400, [0, 77, 230]],
    ] as const)
      for (const [c, value] of pixel(made, x, y).entries())
        expect(Math.abs(value - color[c]!)).toBeLessThan(12)
    // The colour that the network gave to its lines, though none of its pixels was all ink.
    const [r, g, b] = pixel(made, 250, y)
    expect(0.299 * r! + 0.587 * g! + 0.114 * b!).toBeLessThan(60)
  }
})

test('areas of colours meet where they were drawn to meet', async () => {
  const inside = (x: number, y: number) => Math.hypot(x - 260, y - 250) < 130
  const drawing = picture(SIDE, SIDE, (x, y) => (inside(x, y) ? [200, 60, 40] : [40, 90, 200]))
  // Red becomes yellow, blue becomes green, and what lies between is mixed.
  const network = networkOf('areas', ['red', 'green', 'blue'], ([red]) => {
    const t = (red! - 40 / 255) / (160 / 255)
    return [t, 0.8, 0.1]
  })
  const made = await draw(drawing, network, plain, quiet)
  for (const y of [150, 250, 333]) {
    const edge = 260 - Math.sqrt(130 ** 2 - (y - 250) ** 2)
    expect(edgeWidth(made, y, Math.floor(edge) - 25, Math.ceil(edge) + 25)).toBeLessThanOrEqual(2)
  }
  let wrong = 0
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)]
    if (Math.abs(pixel(made, x, y)[0]! - (inside(x, y) ? 255 : 0)) > 25) wrong++
  }
  // A blown-up thumbnail is wrong in a band of 16 pixels along the circle, 13000 in all.
  expect(wrong).toBeLessThan(400)
})

test('a picture keeps its edges and its alpha', async () => {
  const photo = picture(SIDE, 300, (x, y) => [...new Array(3).fill(x < 301 ? 60 : 180), (x + y) % 256])
  const network = networkOf('picture', ['red', 'green', 'blue'], ([red]) => [red!, red! ** 2, 1 - red!])
  const opaque = { ...photo, data: photo.data.map((value, at) => (at % 4 === 3 ? 255 : value)) }
  const made = await draw(opaque, network, plain, quiet)
  expect(edgeWidth(made, 150, 280, 320)).toBeLessThanOrEqual(2)
  const seenThrough = await draw(photo, network, plain, quiet)
  expect(seenThrough.channels).toBe(4)
  expect(seenThrough.data.filter((_, at) => at % 4 === 3)).toEqual(photo.data.filter((_, at) => at % 4 === 3))
})

test('what is transparent is paper, and the result of a drawing is not', async () => {
  const network = networkOf('lines', ['grey'], ([grey]) => [grey!, grey!, grey!])
  const made = await draw(
    picture(90, 90, () => [0, 0, 0, 0]),
    network,
    plain,
    quiet,
  )
  expect(network.calls[0]!.data.every((value) => Math.abs(value - 1) < 1e-6)).toBe(true)
  expect([made.channels, made.data.every((value) => value > 250)]).toEqual([3, true])
})

test('a hole is told to the network, grey inside, and filled', async () => {
  const network = networkOf('picture', ['red', 'green', 'blue', 'hole'], ([red, , , hole]) => [
    hole!,
    red!,
    0,
  ])
  const hole = (x: number) => x >= 32
  const photo = picture(64, 64, (x) => (hole(x) ? [9, 9, 9, 0] : [255, 0, 0, 255]))
  const made = await draw(photo, network, plain, quiet)
  const { data } = network.calls[0]!
  const count = 32 * 32
  expect([data[0], data[3 * count]]).toEqual([1, -1])
  expect(data[30]).toBeCloseTo(0, 2)
  expect(data[3 * count + 30]).toBe(1)
  expect(made.channels).toBe(3)
  expect(pixel(made, 60, 30)[0]).toBeGreaterThan(240)
})

test('the aspect is kept by paper around it, and the size is what was asked for', async () => {
  const network = networkOf('lines', ['grey'], ([grey], x) => [grey!, x / 60, 0], 32)
  const made = await draw(
    picture(300, 200, () => [128, 128, 128]),
    network,
    plain,
    quiet,
  )
  expect([made.width, made.height]).toEqual([300, 200])
  const [call] = network.calls
  expect(call!.shape).toEqual([1, 1, 32, 64])
  // 48 columns are the drawing, and the rest is paper that the result does not show.
  expect([...call!.data.subarray(0, 64)].filter((value) => value === 1)).toHaveLength(16)
  expect(pixel(made, 299, 100)[1]).toBeLessThan(255 * (48 / 60) + 2)
  await draw(
    picture(300, 200, () => [128, 128, 128]),
    network,
    { seed: 0, side: 96 },
    quiet,
  )
  expect(network.calls[1]!.shape).toEqual([1, 1, 96, 160])
})

test('of nothing drawn a network with hints makes nothing, until one asks for something', async () => {
  const network = networkOf('lines', [...hinted], () => [0.5, 0.3, 0.2])
  const paper = picture(40, 30, () => [255, 255, 255])
  const made = await draw(paper, network, plain, quiet)
  expect(made).toEqual({ width: 40, height: 30, channels: 3, data: new Uint8Array(3600).fill(255) })
  const clear = picture(40, 30, () => [0, 0, 0, 0])
  expect(pixel(await draw(clear, network, plain, quiet), 20, 15)).toEqual([255, 255, 255])
  await draw(paper, network, { ...plain, hints: clear }, quiet)
  expect(network.calls).toHaveLength(0)
  const hints = picture(40, 30, (x) => (x < 5 ? [200, 0, 0, 255] : [0, 0, 0, 0]))
  await draw(paper, network, { ...plain, hints }, quiet)
  const faint = picture(40, 30, (x) => (x === 20 ? [200, 200, 200] : [255, 255, 255]))
  await draw(faint, network, plain, quiet)
  expect(network.calls).toHaveLength(2)
  const plainer = networkOf('lines', ['grey'], () => [0.5, 0.3, 0.2])
  await draw(paper, plainer, plain, quiet)
  expect(plainer.calls).toHaveLength(1)
})

test('a seed chooses the noise, the same each time', async () => {
  const network = networkOf('lines', ['grey'], ([grey]) => [grey!, 0, 0])
  for (const seed of [3, 3, 4])
    await draw(
      picture(40, 40, () => [255, 255, 255]),
      network,
      { seed },
      quiet,
    )
  const [first, again, other] = network.calls.map(({ noises }) => noises.z!)
  expect(first!.shape).toEqual([1, 2, 4, 4])
  expect(first!.data).toEqual(again!.data)
  expect(first!.data).not.toEqual(other!.data)
  expect(first!.data.every((value) => value >= 0 && value < 1)).toBe(true)
})

const box = (x: number, y: number): Color =>
  x >= 8 && x < 56 && y >= 8 && y < 56 && (x < 11 || x >= 53 || y < 11 || y >= 53)
    ? [0, 0, 0]
    : [255, 255, 255]

test('hints go into a network that knows them, and what it makes of them stays', async () => {
  const network = networkOf('lines', [...hinted], ([, red, green, blue, said], x) =>
    said === 1 ? [red!, green!, blue!] : [x / 32, 0.5, 0.5],
  )
  const hints = picture(64, 64, (x, y) =>
    x >= 28 && x < 36 && y >= 28 && y < 36 ? [200, 100, 50, 255] : [0, 0, 0, 0],
  )
  const made = await draw(picture(64, 64, box), network, { seed: 0, hints }, quiet)
  const { data } = network.calls[0]!
  const at = 16 * 32 + 16
  const told = [0, 1, 2, 3, 4].map((k) => Math.round(255 * ((data[k * 1024 + at]! + 1) / 2)))
  expect(told).toEqual([255, 200, 100, 50, 255])
  // The middle of the range where nothing is said.
  expect([1, 2, 3, 4].map((k) => data[k * 1024 + 32 + 1])).toEqual([0, 0, 0, 0])
  expect(pixel(made, 32, 32)).toEqual([200, 100, 50])
  // Not one colour for the whole area: what the network made of it.
  expect(Math.abs(pixel(made, 16, 20)[0]! - pixel(made, 46, 20)[0]!)).toBeGreaterThan(60)
})

test('without hints each seed asks for one of the colours that such drawings have', async () => {
  const network = networkOf('lines', [...hinted], ([, red, green, blue]) => [red!, green!, blue!])
  network.translation.guesses = [
    [255, 0, 0],
    [0, 0, 255],
  ]
  const colors = new Set<string>()
  for (let seed = 0; seed < 8; seed++)
    colors.add(pixel(await draw(picture(64, 64, box), network, { seed }, quiet), 32, 32).join())
  expect(colors).toEqual(new Set(['255,0,0', '0,0,255']))
})

test.each([
  [1, 1],
  [1, 700],
  [3000, 5],
])('a picture of %i x %i is drawn too', async (width, height) => {
  const network = networkOf('lines', ['grey'], ([grey]) => [grey!, grey!, grey!])
  const made = await draw(
    picture(width, height, () => [255, 255, 255]),
    network,
    plain,
    quiet,
  )
  expect(made.data.length).toBe(3 * width * height)
  expect(made.data.every((value) => value > 250)).toBe(true)
})
