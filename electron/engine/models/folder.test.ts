import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { BLENDING_MODEL } from '../../contract/model/bundled.ts'
import { MANIFEST_VERSION } from '../../contract/model/manifest.ts'
import { Settings } from '../../contract/procedures/app.ts'
import { openBlendingNetwork } from '../blend/network.ts'
import { createModelHandlers } from '../procedures/models.ts'
import { onProcessor } from '../sessions/place.ts'
import { folderWith, listModels, loadModel } from './folder.ts'
import { openModelFolders } from './folders.ts'
import { installModel, manifestOf, offsetNetwork, TINT_MODEL, tintManifestOf } from './model.fixture.ts'

const model = offsetNetwork(-0.5)
const manifest = manifestOf(model)
const made: string[] = []
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-models-'))
  made.push(folder)
})
afterAll(() => Promise.all(made.map((each) => rm(each, { recursive: true, force: true }))))

const load = () => loadModel(folder, BLENDING_MODEL)

test('a model is loaded when its files are what its manifest says', async () => {
  await installModel(folder, model)
  const loaded = await load()
  expect(loaded.manifest).toEqual(manifest)
  expect(Buffer.compare(loaded.files.generator!, model)).toBe(0)
})

test('a model that is not there is unavailable, by name', async () => {
  await expect(load()).rejects.toMatchObject({ code: 'unavailable', data: { model: BLENDING_MODEL } })
  await expect(openBlendingNetwork(folder, onProcessor, () => {})).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('"composite" or "background"'),
  })
})

test('a file that was changed, cut short or exchanged is refused by its path', async () => {
  const changed = model.slice()
  changed[changed.length >> 1]! ^= 1
  for (const other of [changed, model.subarray(0, -1), new Uint8Array()]) {
    await installModel(folder, other, manifest)
    await expect(load()).rejects.toMatchObject({
      code: 'unreadable-file',
      data: { path: join(folder, BLENDING_MODEL, 'generator.onnx') },
    })
  }
})

test('a manifest that is no manifest is refused, naming the field', async () => {
  const [file] = manifest.files
  const wrong: [unknown, string][] = [
    [{ ...manifest, task: 'cook' }, 'task'],
    [{ ...manifest, licence: { weights: 'MIT' } }, 'licence.data'],
    [{ ...manifest, files: [] }, 'files'],
    [{ ...manifest, files: [{ ...file, name: '../generator.onnx' }] }, 'files.0.name'],
    [{ ...manifest, files: [{ ...file, sha256: 'x' }] }, 'files.0.sha256'],
    [{ ...manifest, extra: 1 }, 'extra'],
    [{ ...manifest, id: 'another' }, 'another'],
    [{ ...manifest, translation: { kind: 'color', side: 64 } }, 'translation'],
    [{ ...manifest, task: 'translate' }, 'translation'],
    [{ ...manifest, inputs: [{ ...manifest.inputs[0], range: [1, 1] }] }, 'inputs.0.range'],
    [{ ...manifest, version: -1 }, 'version'],
    [null, 'manifest.json'],
  ]
  for (const [content, said] of wrong) {
    await installModel(folder, model, content)
    await expect(load()).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining(said),
    })
  }
  await writeFile(join(folder, BLENDING_MODEL, 'manifest.json'), '{ "version"')
  await expect(load()).rejects.toMatchObject({ code: 'unreadable-file' })
})

test('a manifest of the first version is read as one of the present', async () => {
  await installModel(folder, model, { ...manifest, version: 0 })
  expect((await load()).manifest).toEqual(manifest)
})

test('a style of before is read, whose directions were called forth and back', async () => {
  const tint = tintManifestOf(model)
  const title = { en: 'x', 'zh-CN': 'x' }
  const style = { kind: 'style', side: 32, directions: { forward: title, reverse: title } }
  const [file] = tint.files
  const files = [file, { ...file, role: 'reverse' }]
  const now = { ...tint, translation: style, files }
  const before = {
    ...now,
    version: 2,
    translation: { ...style, directions: { forth: title, back: title } },
    files: [file, { ...file, role: 'back' }],
  }
  await installModel(folder, model, before, TINT_MODEL)
  expect((await loadModel(folder, TINT_MODEL)).manifest).toEqual(now)
})

test('the recipe of a model of before is read from its command, the data and the run left out', async () => {
  const command =
    'ganvas train pix2pix --data my pictures --out RUN --steps 9 --batch 2 --second more --size 64 --residual true --critic-base 8 --threads 1'
  const before = { ...manifest, version: 3, training: { ...manifest.training, command } }
  await installModel(folder, model, before)
  expect((await load()).manifest.recipe).toEqual({
    name: 'pix2pix',
    options: { size: '64', residual: 'true', criticBase: '8' },
    groups: { generator: 'generator' },
  })
})

test('a translation model is loaded with how it comes to full size', async () => {
  const tint = tintManifestOf(model)
  await installModel(folder, model, tint, TINT_MODEL)
  expect((await loadModel(folder, TINT_MODEL)).manifest).toEqual(tint)
})

test('a manifest of a newer version says so', async () => {
  const version = MANIFEST_VERSION + 1
  await installModel(folder, model, { ...manifest, version })
  await expect(load()).rejects.toMatchObject({ code: 'newer-version', data: { version } })
})

test('a network of other tensors is no blending network', async () => {
  await installModel(folder, model, { ...manifest, inputs: manifest.outputs })
  await expect(openBlendingNetwork(folder, onProcessor, () => {})).rejects.toMatchObject({
    code: 'unreadable-file',
  })
})

test('the list tells which models can be used, and why the others cannot', async () => {
  await installModel(folder, model)
  await mkdir(join(folder, 'empty'))
  const [first, second, ...rest] = await listModels(folder)
  expect(first).toMatchObject({ id: BLENDING_MODEL, manifest: { task: 'blend' }, problem: '' })
  expect(second).toMatchObject({ id: 'empty', manifest: null })
  expect(second!.problem).toContain('manifest.json')
  expect(rest).toEqual([])
  expect(await listModels(join(folder, 'nowhere'))).toEqual([])
})

test('a model is sought in one folder after the other, and the first of its name is meant', async () => {
  const own = await mkdtemp(join(tmpdir(), 'ganvas-models-'))
  made.push(own)
  await installModel(folder, model)
  await installModel(own, model, { ...manifest, id: 'mine' }, 'mine')
  await installModel(own, model, { ...manifest, task: 'cook' })
  expect(await folderWith('mine', [folder, own])).toBe(own)
  expect(await folderWith(BLENDING_MODEL, [folder, own])).toBe(folder)
  expect(await folderWith('nowhere', [folder, own])).toBe(folder)
  const handlers = createModelHandlers(
    openModelFolders(folder, own, { get: () => Settings.parse({}), set: () => Settings.parse({}) }),
  )
  const { models } = await handlers['models.list']({}, { signal: new AbortController().signal, emit() {} })
  expect(models.map(({ id, problem }) => [id, problem])).toEqual([
    [BLENDING_MODEL, ''],
    ['mine', ''],
  ])
})
