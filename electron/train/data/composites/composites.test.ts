import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mirror, type RgbBytes, reduce } from '../../../imaging/colorPlanes.ts'
import { Random } from '../../../nets/random.ts'
import { isHeldOut } from '../heldOut.ts'
import { drawComposite } from './composite.ts'
import { drawRegion } from './region.ts'
import { relight } from './relight.ts'
import { CompositeSource } from './source.ts'

const side = 32
const count = side * side

const picture = (width: number, height: number): RgbBytes => ({
  width,
  height,
  data: Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * 29 + (i >> 4) * 7) & 255),
})

test('a picture at its own size is itself, and its mean stays when it is reduced', () => {
  const whole = picture(24, 18)
  const same = reduce(whole, { x: 0, y: 0, width: 24, height: 18 }, whole)
  const bytes = Array.from(
    { length: 3 * 24 * 18 },
    (_, i) => 255 * same.data[(i % 3) * 24 * 18 + Math.floor(i / 3)]!,
  )
  bytes.forEach((value, i) => {
    expect(value).toBeCloseTo(whole.data[i]!, 1)
  })
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length
  const small = reduce(whole, { x: 0, y: 0, width: 24, height: 18 }, { width: 6, height: 9 })
  expect(mean(small.data)).toBeCloseTo(mean(same.data), 1)
  expect(mirror(mirror(small))).toEqual(small)
})

test('a region covers about what was asked for, in [0, 1], whatever its shape', () => {
  const seen = reduce(picture(40, 40), { x: 0, y: 0, width: 40, height: 40 }, { width: side, height: side })
  const shares = Array.from({ length: 200 }, (_, k) => {
    const coverage = drawRegion(new Random(k), seen)
    expect(coverage.every((value) => value >= 0 && value <= 1)).toBe(true)
    return coverage.reduce((a, b) => a + b) / count
  })
  expect(Math.max(...shares)).toBeLessThan(0.7)
  expect(shares.filter((share) => share > 0.005).length).toBeGreaterThan(195)
  // Small and large ones, by logarithm: a good part on either side of a tenth.
  expect(shares.filter((share) => share < 0.1).length).toBeGreaterThan(50)
  expect(shares.filter((share) => share > 0.1).length).toBeGreaterThan(50)
})

test('no light changes nothing, and gain, gamma and saturation do what they say', () => {
  const seen = reduce(picture(40, 40), { x: 0, y: 0, width: 40, height: 40 }, { width: side, height: side })
  const covered = new Float32Array(count).fill(1)
  const none = {
    gain: [1, 1, 1],
    gamma: [1, 1, 1],
    saturation: 1,
    ramp: 0,
    angle: 0,
    blurred: false,
  } as const
  const worst = (a: Float32Array, b: (i: number) => number) =>
    a.reduce((max, value, i) => Math.max(max, Math.abs(value - b(i))), 0)
  expect(worst(relight(seen, none, covered).data, (i) => seen.data[i]!)).toBeLessThan(1e-6)
  const red = relight(seen, { ...none, gain: [0.5, 1, 1], gamma: [2, 1, 1] }, covered)
  expect(worst(red.data.subarray(0, count), (i) => 0.5 * seen.data[i]! ** 2)).toBeLessThan(1e-6)
  const grey = relight(seen, { ...none, saturation: 0 }, covered)
  expect(worst(grey.data.subarray(0, count), (i) => grey.data[2 * count + i]!)).toBeLessThan(1e-6)
})

test('a composite is the untouched picture outside the object, and the same for the same seed', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { input, target } = drawComposite(new Random(seed), picture(50, 40), side)
      const outside = input.subarray(0, 3 * count).map((value, i) => {
        const free = input[3 * count + (i % count)] === -1
        return free ? Math.abs(value - target[i]!) : 0
      })
      expect(Math.max(...outside)).toBeLessThan(1e-5)
      expect(Math.max(...input.map(Math.abs))).toBeLessThanOrEqual(1.00001)
      const again = drawComposite(new Random(seed), picture(50, 40), side)
      expect(Buffer.compare(Buffer.from(again.input.buffer), Buffer.from(input.buffer))).toBe(0)
    }),
    { numRuns: 20 },
  )
})

test('an object from another picture keeps that picture in the answer', () => {
  const plain = (value: number): RgbBytes => ({
    width: 40,
    height: 40,
    data: new Uint8Array(3 * 40 * 40).fill(value),
  })
  const { input, target } = drawComposite(new Random(4), plain(51), side, plain(204))
  for (let i = 0; i < count; i++) {
    const covered = (input[3 * count + i]! + 1) / 2
    expect(target[i]!).toBeCloseTo(-0.6 + 1.2 * covered, 2)
  }
  const inside = [...input.subarray(3 * count)].indexOf(1)
  expect(Math.abs(input[inside]! - 0.6)).toBeGreaterThan(0.02)
})

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-composites-'))
  for (const [group, pictures] of [
    ['few', 3],
    ['many', 40],
  ] as const) {
    await mkdir(join(folder, group))
    // A picture of one colour that tells its group, and whether it is held out.
    for (let k = 0; k < pictures; k++) {
      const name = `${group}${k}.png`
      const background = { r: group === 'few' ? 255 : 0, g: isHeldOut(name) ? 255 : 0, b: 0 }
      await sharp({ create: { width: 48, height: 40, channels: 3, background } })
        .png()
        .toFile(join(folder, group, name))
    }
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('batches repeat, show folders equally often, and never a picture that is held out', async () => {
  const source = await CompositeSource.open(folder, { side, seed: 3 })
  const batch = await source.batch(5, 64)
  expect(batch.composite!.length).toBe(64 * 4 * count)
  const again = await (await CompositeSource.open(folder, { side, seed: 3 })).batch(5, 64)
  expect(Buffer.compare(Buffer.from(batch.composite!.buffer), Buffer.from(again.composite!.buffer))).toBe(0)
  const colors = Array.from({ length: 64 }, (_, row) =>
    [0, 1].map((c) => Math.round(batch.target![row * 3 * count + c * count]!)),
  )
  expect(colors.every(([, green]) => green === -1)).toBe(true)
  const few = colors.filter(([red]) => red === 1).length
  expect(few).toBeGreaterThan(16)
  expect(few).toBeLessThan(48)
  expect(Array.from({ length: 40 }, (_, k) => `many${k}.png`).some(isHeldOut)).toBe(true)
})

test('a broken picture is listed once and another takes its place; a folder without pictures is refused', async () => {
  const trained = Array.from({ length: 9 }, (_, k) => `broken${k}.png`).find((name) => !isHeldOut(name))!
  const broken = join(folder, 'many', trained)
  await writeFile(broken, 'no picture')
  const source = await CompositeSource.open(folder, { side, seed: 3 })
  for (let index = 0; index < 8; index++) await source.batch(index, 32)
  expect(source.skipped.map(({ file }) => file)).toEqual([broken])
  await rm(broken)
  const empty = join(folder, 'empty')
  await mkdir(empty)
  await expect(CompositeSource.open(empty, { side, seed: 1 })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})
