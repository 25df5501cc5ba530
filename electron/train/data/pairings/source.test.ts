import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isHeldOut } from '../heldOut.ts'
import { asItIs, type Pairing, signed } from './pairing.ts'
import { PairSource } from './source.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-pairs-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Shows what the source cut out: the input is red and green, the target blue. */
const seen: Pairing = {
  name: 'seen',
  summary: '',
  inputs: 2,
  outputs: 1,
  pair: ({ data }) => {
    const count = data.length / 3
    return { input: signed(data.subarray(0, 2 * count)), target: signed(data.subarray(2 * count)) }
  },
  showInput: asItIs,
  showOutput: asItIs,
}
const side = 16
const pixels = side * side

beforeAll(async () => {
  for (const [group, count, blue] of [
    ['few', 4, 255],
    ['many', 40, 0],
  ] as const) {
    mkdirSync(join(root, group))
    for (let k = 0; k < count; k++) {
      const name = `${group}${k}.png`
      // Red rises to the right, green tells whether the picture is held out.
      const data = new Uint8Array(60 * 40 * 3)
      for (let at = 0; at < 60 * 40; at++) data.set([4 * (at % 60), isHeldOut(name) ? 255 : 0, blue], 3 * at)
      await sharp(data, { raw: { width: 60, height: 40, channels: 3 } }).toFile(join(root, group, name))
    }
  }
})

const greens = (input: Float32Array, rows: number) =>
  Array.from({ length: rows }, (_, row) => input[row * 2 * pixels + pixels]!)

test('pairs repeat, in the shapes of the pairing; the held-out tenth is another part', async () => {
  const source = await PairSource.open(root, { pairing: seen, side, seed: 2 })
  const batch = await source.batch(3, 48)
  expect([batch.input!.length, batch.target!.length]).toEqual([48 * 2 * pixels, 48 * pixels])
  const again = await (await PairSource.open(root, { pairing: seen, side, seed: 2 })).batch(3, 48)
  expect(again).toEqual(batch)
  expect(greens(batch.input!, 48).every((green) => green < -0.99)).toBe(true)
  const heldOut = await PairSource.open(root, { pairing: seen, side, seed: 2, part: 'held-out' })
  expect(heldOut.count).toBe(44 - source.count)
  expect(heldOut.count).toBeGreaterThan(0)
  expect(greens((await heldOut.batch(0, 8)).input!, 8).every((green) => green > 0.99)).toBe(true)
})

test('folders are shown equally often, half of the pictures mirrored, in several sizes', async () => {
  const source = await PairSource.open(root, { pairing: seen, side, seed: 5 })
  const { input, target } = await source.batch(0, 96)
  const few = Array.from({ length: 96 }, (_, row) => target![row * pixels]!).filter((blue) => blue > 0.99)
  expect(few.length).toBeGreaterThan(30)
  expect(few.length).toBeLessThan(66)
  const slopes = Array.from({ length: 96 }, (_, row) => {
    const at = row * 2 * pixels + 8 * side
    return input![at + 12]! - input![at + 3]!
  })
  const mirrored = slopes.filter((slope) => slope < 0).length
  expect(mirrored).toBeGreaterThan(30)
  expect(mirrored).toBeLessThan(66)
  const sizes = slopes.map(Math.abs)
  // The smallest squares show two thirds of what the largest show.
  expect(Math.min(...sizes) / Math.max(...sizes)).toBeLessThan(0.75)
  expect(Math.min(...sizes) / Math.max(...sizes)).toBeGreaterThan(0.6)
})

test('a folder whose pictures are all for training has none held out', async () => {
  const name = Array.from({ length: 99 }, (_, k) => `x${k}.png`).filter((each) => !isHeldOut(each))
  const folder = join(root, 'all')
  mkdirSync(folder)
  for (const each of name.slice(0, 2))
    await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } }).toFile(
      join(folder, each),
    )
  const heldOut = await PairSource.open(folder, { pairing: seen, side, seed: 1, part: 'held-out' })
  expect(heldOut.count).toBe(0)
})
