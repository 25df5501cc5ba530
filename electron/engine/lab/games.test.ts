import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../../contract/text.ts'
import { adviseGame } from './games.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-games-'))
afterAll(() => rmSync(root, { recursive: true }))

type Draw = (x: number, y: number, k: number) => readonly [number, number, number]

async function write(kind: string, draw: Draw): Promise<void> {
  mkdirSync(join(root, kind))
  for (let k = 0; k < 12; k++) {
    const data = Uint8Array.from({ length: 64 * 64 * 3 }, (_, at) => {
      const pixel = Math.floor(at / 3)
      return draw(pixel % 64, Math.floor(pixel / 64), k)[at % 3]!
    })
    await sharp(data, { raw: { width: 64, height: 64, channels: 3 } }).toFile(join(root, kind, `${k}.png`))
  }
}

const inDisc = (x: number, y: number, k: number) => Math.hypot(x - 20 - 2 * k, y - 32) - 12
beforeAll(async () => {
  await write('red', (x, y, k) => (inDisc(x, y, k) < 0 ? [220, 60, 40] : [40, 60, 160]))
  await write('green', (x, y, k) => (inDisc(x, y, k + 0.5) < 0 ? [60, 200, 90] : [200, 190, 120]))
  await write('bars', (_, y, k) => ((y + 3 * k) % 24 < 6 ? [220, 60, 40] : [40, 60, 160]))
  await write('lines', (x, y, k) => (Math.abs(inDisc(x, y, k)) < 1 ? [0, 0, 0] : [255, 255, 255]))
})

const advised = (a: string, b: string) => adviseGame(join(root, a), join(root, b))

test('the same shapes in other colours ask for CycleGAN', async () => {
  expect(await advised('red', 'green')).toMatchObject({ game: 'cyclegan' })
})

test('other shapes ask for DiscoGAN, by how little alike they are', async () => {
  const { game, said } = await advised('red', 'bars')
  expect(game).toBe('discogan')
  expect(said.key).toBe('errors:lab.adviceShapes')
  expect(said.percent).toBeLessThan(60)
})

test('lines and pictures ask for DualGAN, whichever of them is the first', async () => {
  const wanted = { game: 'dualgan', said: text('lab.adviceLines') }
  expect(await advised('lines', 'red')).toEqual(wanted)
  expect(await advised('red', 'lines')).toEqual(wanted)
  expect(await advised('lines', 'lines')).toMatchObject({ game: 'cyclegan' })
})

test('a folder of nothing that can be opened is named', async () => {
  mkdirSync(join(root, 'none'))
  await expect(advised('red', 'none')).rejects.toMatchObject({ code: 'invalid-input' })
})
