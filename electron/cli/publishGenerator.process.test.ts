import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ModelManifest } from '../contract/model/manifest.ts'
import { runGanvas } from './runGanvas.fixture.ts'

let folder = ''
const at = (...names: string[]) => join(folder, ...names)

const ganvas = (...args: string[]) => runGanvas(at('data'), args)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-publish-generator-'))
  await mkdir(at('pictures'))
  for (let k = 0; k < 12; k++)
    await sharp({ create: { width: 24, height: 24, channels: 3, background: { r: 20 * k, g: 200, b: 40 } } })
      .png()
      .toFile(at('pictures', `p${k}.png`))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const publish = (run: string, ...more: string[]) =>
  ganvas('models', 'publish', at(run), '--title', 'Mine', ...more)

test('a run of classes becomes a generator with its words, its encoder and its critic', async () => {
  for (const kind of ['red-things', 'blue-things'])
    await cp(at('pictures'), at('classes', kind), { recursive: true })
  const run = ['--data', at('classes'), '--out', at('generating'), '--steps', '2', '--batch', '2']
  const options = ['--size', '16', '--base', '4', '--latent', '6', '--encoder-from', '0.5']
  expect(await ganvas('train', 'cgan', ...run, ...options)).toMatchObject({ code: 0 })
  const published = await publish('generating', '--id', 'things', '--json')
  expect(published).toMatchObject({ code: 0, stderr: '' })
  const { manifest } = JSON.parse(published.stdout)
  expect(ModelManifest.parse(manifest)).toMatchObject({
    task: 'generate',
    generation: {
      latent: { name: 'input', shape: [6], prior: 'normal' },
      condition: { name: 'label', words: [{ name: 'blue-things' }, { name: 'red-things' }] },
    },
    inputs: [],
    outputs: [{ name: 'output', size: { width: 16, height: 16 } }],
    files: [{ role: 'generator' }, { role: 'encoder' }, { role: 'critic' }],
    recipe: { name: 'cgan', groups: { generator: 'generator', encoder: 'encoder', critic: 'critic' } },
  })
  const sampled = await ganvas(
    'sample',
    '--model',
    'things',
    '--count',
    '3',
    '--class',
    'red-things',
    '--out',
    at('drawn'),
  )
  expect(sampled).toMatchObject({ code: 0 })
  expect(await readdir(at('drawn'))).toEqual(['0001.png', '0002.png', '0003.png'])
  expect(await sharp(at('drawn', '0002.png')).metadata()).toMatchObject({ width: 16, height: 16 })
  const checked = await ganvas('models', 'check', 'things')
  expect(checked).toMatchObject({ code: 0 })
  expect(checked.stdout).toContain('a picture of 16x16 was drawn')
  const unknown = await ganvas('sample', '--model', 'things', '--class', 'tree', '--out', at('drawn'))
  expect(unknown).toMatchObject({ code: 1 })
  expect(unknown.stderr).toContain('It knows blue-things, red-things.')
  const onwards = ['--from', 'things', '--data', at('classes'), '--out', at('onwards'), '--steps', '1']
  const further = await ganvas('train', 'cgan', ...onwards, '--batch', '2')
  expect(further).toMatchObject({ code: 0 })
  expect(further.stderr).not.toContain('lacks')
})

test('a run of captions becomes a generator that is asked by their words, and one of BiGAN brings its encoder', async () => {
  await mkdir(at('said'), { recursive: true })
  const names = await readdir(at('pictures'))
  for (const [k, name] of names.entries())
    await cp(at('pictures', name), at('said', `${k % 2 ? 'calm sea' : 'wild sea'} ${name}`))
  const run = (recipe: string, data: string, ...options: string[]) =>
    ganvas(
      ...['train', recipe, '--data', at(data), '--out', at(recipe), '--steps', '2', '--batch', '2'],
      ...['--size', '16', '--base', '2', '--latent', '6', ...options],
    )
  expect(await run('gancls', 'said', '--embedding', '4')).toMatchObject({ code: 0 })
  const published = await publish('gancls', '--id', 'seas', '--json')
  expect(published).toMatchObject({ code: 0, stderr: '' })
  expect(ModelManifest.parse(JSON.parse(published.stdout).manifest).generation).toMatchObject({
    condition: { name: 'text', words: [{ name: 'calm' }, { name: 'wild' }] },
  })
  const sample = (...words: string[]) =>
    ganvas(
      'sample',
      '--model',
      'seas',
      ...words.flatMap((word) => ['--class', word]),
      '--out',
      at('seas-drawn'),
    )
  expect(await sample('calm', 'wild')).toMatchObject({ code: 0 })
  const unseen = await sample('stormy')
  expect(unseen).toMatchObject({ code: 1 })
  expect(unseen.stderr).toContain('It knows calm, wild.')

  expect(await run('bigan', 'pictures')).toMatchObject({ code: 0 })
  const inferring = await publish('bigan', '--id', 'inferring', '--json')
  expect(inferring).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(inferring.stdout).manifest.files).toMatchObject([
    { role: 'generator' },
    { role: 'encoder' },
  ])
  expect(await ganvas('models', 'check', 'inferring')).toMatchObject({ code: 0 })
})
