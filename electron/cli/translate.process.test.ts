import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installModel, TINT_MODEL, tintManifestOf, tintNetwork } from '../engine/models/model.fixture.ts'
import { runGanvas } from './runGanvas.fixture.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-translate-'))
const at = (...names: string[]) => join(folder, ...names)

beforeAll(async () => {
  const model = tintNetwork(40, 40)
  await installModel(at('data', 'models'), model, tintManifestOf(model), TINT_MODEL)
  await mkdir(at('many'))
  await mkdir(at('twice'))
  await mkdir(at('empty'))
  const grey = (name: string, width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#808080' } }).toFile(at(name))
  await grey('photo.png', 90, 60)
  await grey('many/one.jpg', 40, 30)
  await grey('many/two.png', 50, 70)
  await writeFile(at('many', 'broken.png'), 'no picture')
  await writeFile(at('many', 'notes.txt'), 'not asked for')
  await grey('twice/a.jpg', 8, 8)
  await grey('twice/a.png', 8, 8)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ganvas = (...args: string[]) => runGanvas(at('data'), ['translate', ...args])

const tint = (from: string, out: string, ...more: string[]) =>
  ganvas('--model', TINT_MODEL, '--in', at(from), '--out', at(out), ...more)

async function middleOf(file: string): Promise<number[]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const start = 3 * (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2))
  return [...data.subarray(start, start + 3)]
}

test('a grey picture gets the colour of the model, and what was written is said as JSON', async () => {
  const { code, stdout, stderr } = await tint('photo.png', 'out.png', '--json')
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({ out: at('out.png'), width: 90, height: 60 })
  // L* 53.6 with a* = b* = 40, by the published formulae.
  const [r, g, b] = await middleOf(at('out.png'))
  expect(Math.abs(r! - 207)).toBeLessThan(4)
  expect(Math.abs(g! - 100)).toBeLessThan(4)
  expect(Math.abs(b! - 63)).toBeLessThan(4)
  expect(await tint('photo.png', 'faint.png', '--strength', '0')).toMatchObject({ code: 0 })
  for (const value of await middleOf(at('faint.png'))) expect(Math.abs(value - 128)).toBeLessThan(2)
})

test('a folder is translated, failures come at the end, and a second run does what is left', async () => {
  const first = await tint('many', 'results', '--json')
  expect(first.code).toBe(1)
  expect(JSON.parse(first.stdout)).toMatchObject({
    done: [at('results', 'one.png'), at('results', 'two.png')],
    skipped: [],
    failed: [{ name: 'broken.png' }],
  })
  expect(first.stderr).toMatch(/^broken\.png: .*broken\.png holds plain text/)
  expect((await readdir(at('results'))).sort()).toEqual(['one.png', 'two.png'])
  await rm(at('results', 'two.png'))
  const before = (await stat(at('results', 'one.png'))).mtimeMs
  const second = await tint('many', 'results')
  expect(second.stdout).toMatch(/^1 translated, 1 there already, 1 failed/)
  expect((await stat(at('results', 'one.png'))).mtimeMs).toBe(before)
})

test('samples of sixteen bits are said to be reduced, for many pictures once', async () => {
  await mkdir(at('deep'))
  const data = Uint16Array.from({ length: 3 * 64 }, (_, i) => i * 300)
  const deep = sharp(data, { raw: { width: 8, height: 8, channels: 3 } }).toColourspace('rgb16')
  for (const name of ['a.png', 'b.png']) await deep.clone().toFile(at('deep', name))
  const one = await tint('deep/b.png', 'deep-one.png')
  expect(one).toMatchObject({ code: 0, stderr: expect.stringMatching(/b\.png has 16 bits per channel/) })
  const many = await tint('deep', 'deep-results')
  expect(many.code).toBe(0)
  expect(many.stderr.match(/has 16 bits per channel/g)).toHaveLength(1)
})

test('results are written in the format that is asked for, and are recognised in it', async () => {
  const formatOf = async (...names: string[]) => (await sharp(at(...names)).metadata()).format
  const small = await tint('many', 'as-jpeg', '--format', 'jpeg', '--quality', '5', '--json')
  expect(JSON.parse(small.stdout).done).toEqual([at('as-jpeg', 'one.jpg'), at('as-jpeg', 'two.jpg')])
  expect(await formatOf('as-jpeg', 'two.jpg')).toBe('jpeg')
  const again = await tint('many', 'as-jpeg', '--format', 'jpeg', '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({
    done: [],
    skipped: [at('as-jpeg', 'one.jpg'), at('as-jpeg', 'two.jpg')],
  })
  const before = (await stat(at('as-jpeg', 'two.jpg'))).size
  await tint('many', 'as-jpeg', '--format', 'jpeg', '--quality', '95', '--overwrite')
  expect((await stat(at('as-jpeg', 'two.jpg'))).size).toBeGreaterThan(before)

  await mkdir(at('mixed'))
  const picture = sharp({ create: { width: 20, height: 10, channels: 3, background: '#707070' } })
  for (const name of ['A.JPEG', 'b.webp', 'c.tiff', 'd.gif']) await picture.clone().toFile(at('mixed', name))
  const same = await tint('mixed', 'as-each', '--format', 'same', '--lossless', '--json')
  const names = ['A.JPEG', 'b.webp', 'c.tiff', 'd.png']
  expect(JSON.parse(same.stdout).done).toEqual(names.map((name) => at('as-each', name)))
  expect(await Promise.all(names.map((name) => formatOf('as-each', name)))).toEqual([
    'jpeg',
    'webp',
    'tiff',
    'png',
  ])
  const rest = await tint('mixed', 'as-each', '--format', 'same')
  expect(rest.stdout).toMatch(/^0 translated, 4 there already, 0 failed/)
})

test('several files are translated as those of a folder, each by its settings', async () => {
  const { code, stdout } = await ganvas(
    ...['--model', TINT_MODEL, '--in', at('many', 'one.jpg'), at('photo.png'), '--out', at('several')],
    ...['--side', '64', '--seed', '7', '--keep-luminance', '--json'],
  )
  expect(code).toBe(0)
  expect(JSON.parse(stdout).done).toEqual([at('several', 'one.png'), at('several', 'photo.png')])
  const [r, , b] = await middleOf(at('several', 'photo.png'))
  expect(r! - b!).toBeGreaterThan(100)
})

test('the list names the models of the user too', async () => {
  const { stdout, code } = await ganvas('--list', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout).models).toContainEqual({ id: TINT_MODEL, title: 'Tint' })
})

test.each<[RegExp, number, string[]]>([
  [/--model is missing/, 2, ['--in', 'a', '--out', 'b']],
  [/"A\/B" is no name of a model/, 2, ['--model', 'A/B', '--in', 'a', '--out', 'b']],
  [/must end in one of/, 2, ['--model', TINT_MODEL, '--in', at('photo.png'), '--out', at('x.gif')]],
  [
    /from 0 to 1/,
    2,
    ['--model', TINT_MODEL, '--in', at('photo.png'), '--out', at('x.png'), '--strength', '2'],
  ],
  [/no file or folder .*none\.png/, 1, ['--model', TINT_MODEL, '--in', at('none.png'), '--out', at('x.png')]],
  [/is already there/, 1, ['--model', TINT_MODEL, '--in', at('photo.png'), '--out', at('photo.png')]],
  [
    /--side "3" is not a whole/,
    2,
    ['--model', TINT_MODEL, '--in', at('photo.png'), '--out', at('x.png'), '--side', '3'],
  ],
  [
    /forward or reverse/,
    2,
    ['--model', TINT_MODEL, '--in', at('photo.png'), '--out', at('x.png'), '--direction', 'up'],
  ],
  [
    /one way alone/,
    1,
    ['--model', TINT_MODEL, '--in', at('photo.png'), '--out', at('x.png'), '--direction', 'reverse'],
  ],
  [
    /is one of the pictures/,
    1,
    ['--model', TINT_MODEL, '--in', at('twice', 'a.png'), at('photo.png'), '--out', at('twice')],
  ],
  [
    /not same, png, jpeg/,
    2,
    ['--model', TINT_MODEL, '--in', at('many'), '--out', at('x'), '--format', 'gif'],
  ],
  [/from 1 to 100/, 2, ['--model', TINT_MODEL, '--in', at('many'), '--out', at('x'), '--quality', '0']],
  [
    /follows from the name --out/,
    2,
    ['--model', TINT_MODEL, '--in', at('photo.png'), '--out', at('x.jpg'), '--format', 'jpeg'],
  ],
  [
    /is one of the pictures/,
    1,
    ['--model', TINT_MODEL, '--in', at('many'), '--out', at('many'), '--format', 'same'],
  ],
  [/"nowhere" is not installed/, 1, ['--model', 'nowhere', '--in', at('many'), '--out', at('x')]],
  [/empty holds no pictures/, 1, ['--model', TINT_MODEL, '--in', at('empty'), '--out', at('x')]],
  [/a\.jpg and .*a\.png would both/, 1, ['--model', TINT_MODEL, '--in', at('twice'), '--out', at('x')]],
])('what cannot be done says why, with its exit code: %s', async (message, code, args) => {
  const found = await ganvas(...args)
  expect(found.stderr).toMatch(message)
  expect(found.code).toBe(code)
})
