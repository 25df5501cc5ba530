import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isHeldOut } from './heldOut.ts'
import { UnpairedSource } from './unpaired.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-unpaired-'))
afterAll(() => rmSync(root, { recursive: true }))
const folders = { a: join(root, 'a'), b: join(root, 'b') }
const side = 12
const pixels = side * side

beforeAll(async () => {
  for (const [folder, count, blue] of [
    [folders.a, 30, 0],
    [folders.b, 12, 255],
  ] as const) {
    mkdirSync(folder)
    for (let k = 0; k < count; k++) {
      const background = { r: 6 * k, g: isHeldOut(`p${k}.png`) ? 255 : 0, b: blue }
      await sharp({ create: { width: 30, height: 24, channels: 3, background } }).toFile(
        join(folder, `p${k}.png`),
      )
    }
  }
})

const channel = (data: Float32Array, c: number, rows: number) =>
  Array.from({ length: rows }, (_, row) => Math.round(127.5 * (data[(3 * row + c) * pixels]! + 1)))

test('each folder gives its own pictures, which vary apart from the other and repeat', async () => {
  const source = await UnpairedSource.open(folders, { side, seed: 4 })
  const batch = await source.batch(2, 24)
  expect(channel(batch.a!, 2, 24).every((blue) => blue === 0)).toBe(true)
  expect(channel(batch.b!, 2, 24).every((blue) => blue === 255)).toBe(true)
  expect(
    channel(batch.a!, 1, 24)
      .concat(channel(batch.b!, 1, 24))
      .every((green) => green === 0),
  ).toBe(true)
  expect(new Set(channel(batch.a!, 0, 24)).size).toBeGreaterThan(8)
  expect(channel(batch.a!, 0, 24)).not.toEqual(channel(batch.b!, 0, 24))
  expect(await (await UnpairedSource.open(folders, { side, seed: 4 })).batch(2, 24)).toEqual(batch)
})

test('the held-out part holds the rest', async () => {
  const heldOut = await UnpairedSource.open(folders, { side, seed: 4, part: 'held-out' })
  const { a } = await heldOut.batch(0, 8)
  expect(heldOut.complete).toBe(true)
  expect(channel(a!, 1, 8).every((green) => green === 255)).toBe(true)
})

test('a folder that is missing or has one picture is named', async () => {
  await expect(
    UnpairedSource.open({ ...folders, b: join(root, 'nowhere') }, { side, seed: 1 }),
  ).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('nowhere') })
  const lonely = join(root, 'lonely')
  mkdirSync(lonely)
  await expect(UnpairedSource.open({ ...folders, a: lonely }, { side, seed: 1 })).rejects.toThrow(
    /no picture in .*lonely to train on/,
  )
})
