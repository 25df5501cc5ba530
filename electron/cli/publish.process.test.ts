import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ModelManifest } from '../contract/model/manifest.ts'
import { runGanvas } from './runGanvas.fixture.ts'

let folder = ''
const at = (...names: string[]) => join(folder, ...names)

const ganvas = (...args: string[]) => runGanvas(at('data'), args)

const narrow = ['--base', '2', '--patch', '16', '--average', '0.5']
const small = ['--size', '16', '--depth', '3', ...narrow]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-publish-'))
  await mkdir(at('pictures'))
  // One in ten, by name, is held out.
  for (let k = 0; k < 12; k++)
    await sharp({ create: { width: 24, height: 24, channels: 3, background: { r: 20 * k, g: 200, b: 40 } } })
      .png()
      .toFile(at('pictures', `p${k}.png`))
  await sharp({ create: { width: 50, height: 30, channels: 3, background: '#808080' } }).toFile(
    at('grey.png'),
  )
  const run = ['--data', at('pictures'), '--out', at('run'), '--steps', '2', '--batch', '2', ...small]
  expect(await ganvas('train', 'pix2pix', '--pairing', 'gray', ...run)).toMatchObject({ code: 0 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const publish = (run: string, ...more: string[]) =>
  ganvas(
    'models',
    'publish',
    at(run),
    ...(more.includes('--id') ? [] : ['--id', 'mine']),
    '--title',
    'My colours',
    ...more,
  )

test('a training run is published, translates at once, and is replaced only when asked for', async () => {
  const published = await publish('run', '--licence', 'CC0', '--json')
  expect(published).toMatchObject({ code: 0, stderr: '' })
  const manifest = ModelManifest.parse(
    JSON.parse(await readFile(at('data', 'models', 'mine', 'manifest.json'), 'utf8')),
  )
  const said = JSON.parse(published.stdout)
  expect(said.manifest).toEqual(manifest)
  expect(said.comparison).toMatchObject({ outcome: 'same' })
  expect(manifest).toMatchObject({
    title: { en: 'My colours', 'zh-CN': 'My colours' },
    licence: { weights: 'CC0', data: 'not stated' },
    translation: { kind: 'color', side: 16 },
    training: { steps: 2, batch: 2, data: at('pictures') },
  })
  expect(manifest.training.command).toContain('--pairing gray')
  expect(await readFile(at('data', 'models', 'mine', 'CARD.md'), 'utf8')).toContain('My colours')

  const translated = await ganvas(
    'translate',
    '--model',
    'mine',
    '--in',
    at('grey.png'),
    '--out',
    at('out.png'),
  )
  expect(translated).toMatchObject({ code: 0 })
  expect(await sharp(at('out.png')).metadata()).toMatchObject({ width: 50, height: 30 })

  const again = await publish('run')
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('There is a model "mine"')
  expect(await publish('run', '--overwrite')).toMatchObject({ code: 0 })
})

test('a run with another pairing becomes a drawing model, and one without pairs a style both ways', async () => {
  const flat = ['--data', at('pictures'), '--out', at('flat'), '--steps', '1', '--batch', '1', ...narrow]
  const deep = ['--size', '32', '--depth', '5']
  expect(await ganvas('train', 'pix2pix', '--pairing', 'flat', ...flat, ...deep)).toMatchObject({ code: 0 })
  const areas = await publish('flat', '--id', 'areas', '--json')
  expect(areas).toMatchObject({ code: 0 })
  expect(JSON.parse(areas.stdout).manifest).toMatchObject({
    translation: {
      kind: 'drawing',
      side: 32,
      draws: 'areas',
      pairing: 'flat',
      noise: [{ name: 'noise/up1/dropout', channels: 16, stride: 16 }],
    },
    inputs: [{ channels: ['red', 'green', 'blue'], size: { multiple: 32 } }],
  })
  expect(await publish('flat', '--id', 'areas', '--draws', 'doodles')).toMatchObject({ code: 2 })

  await cp(at('pictures'), at('two', 'a'), { recursive: true })
  await cp(at('pictures'), at('two', 'b'), { recursive: true })
  const both = ['--data', at('two'), '--out', at('cycle'), '--steps', '1', '--batch', '1']
  const shallow = ['--size', '16', '--blocks', '1', '--base', '2', '--patch', '16']
  expect(await ganvas('train', 'cyclegan', ...both, ...shallow)).toMatchObject({ code: 0 })
  const style = await publish(
    'cycle',
    '--id',
    'style',
    '--forward',
    'To blue',
    '--reverse',
    'To red',
    '--json',
  )
  expect(style).toMatchObject({ code: 0 })
  const { manifest } = JSON.parse(style.stdout)
  expect(manifest).toMatchObject({
    translation: {
      kind: 'style',
      side: 16,
      directions: { forward: { en: 'To blue' }, reverse: { en: 'To red' } },
    },
    files: [{ role: 'generator' }, { role: 'reverse' }],
  })
  expect(manifest.files[0].sha256).not.toBe(manifest.files[1].sha256)
})

test('a model is trained further by its id, with its own options', async () => {
  expect(await publish('run', '--overwrite')).toMatchObject({ code: 0 })
  const onwards = (out: string, from: string) =>
    ganvas(
      'train',
      'pix2pix',
      '--data',
      at('pictures'),
      '--out',
      at(out),
      '--steps',
      '1',
      '--batch',
      '2',
      '--from',
      from,
    )
  expect(await onwards('further', 'mine')).toMatchObject({ code: 0 })
  const published = await publish('further', '--overwrite', '--json')
  expect(JSON.parse(published.stdout).manifest.training.command).toMatch(
    /--pairing gray --size 16 --depth 3 --base 2 .*--average 0\.5/,
  )
  expect(await onwards('nothing', 'none-such')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"none-such" is not installed'),
  })
})

test('what cannot be published says why', async () => {
  expect(await publish('nowhere')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(at('nowhere', 'checkpoint.bin')),
  })
  const toy = ['--data', 'ring8', '--out', at('toy'), '--steps', '1', '--batch', '2']
  expect(await ganvas('train', 'toy', ...toy)).toMatchObject({ code: 0 })
  expect(await publish('toy')).toMatchObject({ code: 1, stderr: expect.stringContaining('a run of "toy"') })
  const nameless = await ganvas('models', 'publish', at('run'), '--title', 'x')
  expect(nameless).toMatchObject({ code: 2, stderr: expect.stringContaining('--id is missing') })
  const wrong = await ganvas('models', 'publish', at('run'), '--title', 'x', '--id', '../up')
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('--id "../up"') })
})

test('a network from elsewhere is fine-tuned, goes on, is published as what it was, and translates', async () => {
  const file = fileURLToPath(new URL('../../tests/golden/stranger/resnet9.onnx', import.meta.url))
  const options = ['--patch', '1', '--critic-base', '2', '--average', '0', '--rate', '1e-3']
  await cp(at('pictures'), at('matched', 'input'), { recursive: true })
  await cp(at('pictures'), at('matched', 'target'), { recursive: true })
  const run = ['--data', at('matched'), '--out', at('foreign'), '--batch', '1', '--critic-from', '1']
  const started = await ganvas('train', 'pix2pix', ...run, '--steps', '6', ...options, '--from', file)
  expect(started).toMatchObject({ code: 0 })
  expect(await ganvas('train', 'pix2pix', '--out', at('foreign'), '--steps', '8', '--resume')).toMatchObject({
    code: 0,
  })
  const published = await publish('foreign', '--id', 'theirs', '--json')
  expect(published).toMatchObject({ code: 0 })
  const { manifest } = JSON.parse(published.stdout)
  expect(manifest).toMatchObject({ translation: { kind: 'style' }, files: [{ role: 'generator' }] })
  expect(manifest).not.toHaveProperty('recipe')
  const translated = await ganvas(
    'translate',
    '--model',
    'theirs',
    '--in',
    at('grey.png'),
    '--out',
    at('theirs.png'),
  )
  expect(translated).toMatchObject({ code: 0 })
  // What was published can be gone on with again.
  const again = ['--data', at('matched'), '--out', at('again'), '--steps', '1', '--batch', '1']
  expect(await ganvas('train', 'pix2pix', ...again, ...options, '--from', 'theirs')).toMatchObject({
    code: 0,
  })
  const larger = fileURLToPath(
    new URL('../../tests/golden/import/strangers/superres-x4.onnx', import.meta.url),
  )
  const refused = await ganvas(
    'train',
    'pix2pix',
    '--data',
    at('matched'),
    '--out',
    at('no'),
    '--steps',
    '1',
    '--from',
    larger,
  )
  expect(refused.code).toBe(1)
})
