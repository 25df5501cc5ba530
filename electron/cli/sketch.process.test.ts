import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { discsModel, fineModel } from '../engine/models/generator.fixture.ts'
import { runGanvas } from './runGanvas.fixture.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-sketch-'))
const at = (...names: string[]) => join(folder, ...names)
const ganvas = (...args: string[]) => runGanvas(at('data'), args)

beforeAll(async () => {
  for (const { manifest, files } of [discsModel(), fineModel()]) {
    const home = at('data', 'models', manifest.id)
    await mkdir(home, { recursive: true })
    for (const [name, data] of Object.entries(files)) await writeFile(join(home, name), data)
    await writeFile(join(home, 'manifest.json'), JSON.stringify(manifest))
  }
  const flat = (name: string, background: string, side = 64) =>
    sharp({ create: { width: side, height: side, channels: 3, background } }).toFile(at(name))
  await flat('color.png', '#30a050')
  const left = Buffer.alloc(64 * 64, 0)
  for (let i = 0; i < left.length; i++) if (i % 64 < 20) left[i] = 255
  await sharp(left, { raw: { width: 64, height: 64, channels: 1 } })
    .png()
    .toFile(at('mask.png'))
  await sharp(
    left.map((_, i) => (i % 64 === 40 ? 255 : 0)),
    { raw: { width: 64, height: 64, channels: 1 } },
  )
    .png()
    .toFile(at('edges.png'))
  await flat('small.png', '#ffffff', 10)
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

async function colorAt(file: string, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)]
}

test('constraint pictures and words become pictures, a sheet of them, and their latents', async () => {
  const constraints = ['--color', at('color.png'), '--color-mask', at('mask.png'), '--edges', at('edges.png')]
  const search = ['--candidates', '4', '--iterations', '60', '--outline', '0.2', '--seed', '3']
  const out = at('results')
  const said = ['--text', 'a blue disc at night', '--class', 'red']
  const { code, stdout, stderr } = await ganvas(
    ...['sketch', '--model', 'discs', ...constraints, ...search, ...said, '--out', out, '--json'],
  )
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('never learned: disc')
  expect((await readdir(out)).sort()).toEqual(
    ['01.png', '02.png', '03.png', '04.png', 'sheet.png', 'sketch.json'].sort(),
  )
  const about = JSON.parse(await readFile(join(out, 'sketch.json'), 'utf8'))
  expect(about).toMatchObject({ model: 'discs', seed: 3, words: { blue: 1, night: 1, red: 1 } })
  expect(about.results).toHaveLength(4)
  expect(about.results[0].latent).toHaveLength(8)
  expect(JSON.parse(stdout)).toMatchObject({ out, results: about.results })
  const [r, g, b] = await colorAt(join(out, '01.png'), 1, 14)
  expect(Math.abs(r! - 0x30) + Math.abs(g! - 0xa0) + Math.abs(b! - 0x50)).toBeLessThan(120)
  const again = await ganvas('sketch', '--model', 'discs', '--out', out)
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('01.png')
})

test('a picture of the generator is found again, with how far it is off', async () => {
  const drawn = await ganvas(
    ...['sample', '--model', 'discs', '--count', '1', '--seed', '3', '--out', at('drawn')],
  )
  expect(drawn.code, drawn.stderr).toBe(0)
  const { code, stderr } = await ganvas(
    ...['project', '--model', 'discs', '--image', at('drawn', '0001.png'), '--out', at('found')],
  )
  expect(code, stderr).toBe(0)
  const about = JSON.parse(await readFile(at('found', 'project.json'), 'utf8'))
  expect(about.errors.end).toBeLessThan(about.errors.start)
  expect(about.explained).toBeGreaterThan(0.8)
  expect(about.point.latent).toHaveLength(8)
  const from = await ganvas(
    ...['sketch', '--model', 'discs', '--from', at('results', '02.png'), '--candidates', '2'],
    ...['--iterations', '5', '--out', at('near')],
  )
  expect(from.code, from.stderr).toBe(0)
})

test('pictures go through the second stage of a model that has one, unless they are to stay small', async () => {
  const sideOf = async (...names: string[]) => (await sharp(at(...names)).metadata()).width
  const draw = (out: string, ...more: string[]) =>
    ganvas('sample', '--model', 'fine', '--count', '1', '--out', at(out), ...more)
  expect((await draw('fine')).code).toBe(0)
  expect((await draw('coarse', '--small')).code).toBe(0)
  expect([await sideOf('fine', '0001.png'), await sideOf('coarse', '0001.png')]).toEqual([32, 16])
  const search = ['sketch', '--model', 'fine', '--candidates', '4', '--iterations', '2', '--out', at('large')]
  expect((await ganvas(...search)).code).toBe(0)
  expect([await sideOf('large', '01.png'), await sideOf('large', 'sheet.png')]).toEqual([32, 64])
  expect((await ganvas(...search, '--small', '--overwrite')).code).toBe(0)
  expect([await sideOf('large', '01.png'), await sideOf('large', 'sheet.png')]).toEqual([16, 32])
})

test('what cannot be meant is named', async () => {
  const sketch = (...more: string[]) => ganvas('sketch', '--model', 'discs', '--out', at('none'), ...more)
  expect(await sketch('--class', 'green')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('knows no "green". It knows red, blue, night.'),
  })
  expect(await sketch('--color', at('color.png'), '--color-mask', at('small.png'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('10x10'),
  })
  expect(await sketch('--candidates', '0')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--candidates "0" is not a whole number from 1 to 64'),
  })
  expect(await sketch('--color-mask', at('mask.png'))).toMatchObject({ code: 2 })
  expect((await ganvas('project', '--model', 'discs')).code).toBe(2)
})
