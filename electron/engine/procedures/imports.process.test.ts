import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GanvasError } from '../../contract/errors.ts'
import { ModelManifest } from '../../contract/model/manifest.ts'
import type { CallContext } from '../../contract/server.ts'
import * as op from '../../graph/builder.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { installModel } from '../models/install.ts'
import { applicationFolder } from '../paths.ts'
import { onProcessor } from '../sessions/place.ts'
import { createImportHandlers } from './imports.ts'

/** Writes a network that ends in `end`, its weights in a file of their own where `beside` names one. */
function network(end: (typeof op)['tanh'], beside?: string) {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 3, 16, 16])
  const weight = op.constant(x, [3, 3, 1, 1], [1, 0, 0, 0, 1, 0, 0, 0, 1])
  graph.output('y', end(op.conv(x, weight)))
  return writeOnnx(graph, beside)
}

const context: CallContext = { signal: new AbortController().signal, emit() {} }
const picture = {
  width: 40,
  height: 24,
  channels: 3 as const,
  data: Uint8Array.from({ length: 2880 }, (_, i) => i % 251),
}

let folder = ''
let handlers: ReturnType<typeof createImportHandlers>
let session = ''
const at = (...names: string[]) => join(folder, ...names)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-import-'))
  await mkdir(at('bundled', 'theirs'), { recursive: true })
  handlers = createImportHandlers({
    place: onProcessor,
    assetsFolder: join(applicationFolder, 'assets'),
    folders: { bundled: at('bundled'), own: () => at('own') },
  })
})
afterEach(async () => {
  await handlers['models.closeImport']({ session }, context)
  await rm(folder, { recursive: true, force: true })
})

async function inspect(source: { path: string } | { name: string; bytes: Uint8Array }) {
  const report = await handlers['models.inspect']({ source }, context)
  session = report.session
  return report
}

const facts = {
  title: { en: 'Mine', 'zh-CN': 'Mine' },
  licence: { weights: 'MIT', data: 'none' },
  overwrite: false,
}

test('a file is looked at, tried out and installed, just as it was looked at', async () => {
  const { model } = network(op.tanh)
  await writeFile(at('net.onnx'), model)
  const report = await inspect({ path: at('net.onnx') })
  expect(report).toMatchObject({ name: 'net.onnx', bytes: model.length, channels: [3, 3], parameters: 9 })
  expect(report.sha256).toBe(createHash('sha256').update(model).digest('hex'))
  const settings = report.proposal
  const trial = await handlers['models.tryOut']({ session, settings, picture, seed: 0 }, context)
  expect([trial.pixels.width, trial.pixels.height]).toEqual([27, 16])
  expect(trial.comparison).toMatchObject({ outcome: 'same' })
  expect(trial.statistics.max).toBeLessThan(Math.tanh(1) + 1e-6)
  const sampled = await handlers['models.tryOut']({ session, settings, seed: 0 }, context)
  expect(sampled.pixels.width).toBeGreaterThan(sampled.pixels.height)

  // Another network takes its place in between.
  await writeFile(at('net.onnx'), network(op.sigmoid).model)
  const done = await handlers['models.import']({ ...facts, session, settings, id: 'mine' }, context)
  const manifest = ModelManifest.parse(JSON.parse(await readFile(at('own/mine/manifest.json'), 'utf8')))
  expect(done).toEqual({ folder: at('own/mine'), manifest, comparison: trial.comparison })
  expect(manifest.training.command).toContain(report.sha256)
  expect(await readFile(at('own/mine/CARD.md'), 'utf8')).toMatch(
    /Compared with net\.onnx.*the same.*The network ends in Tanh\./s,
  )
  expect((await readdir(at('own/mine'))).sort()).toEqual(['CARD.md', 'generator.onnx', 'manifest.json'])

  const again = (id: string, overwrite = false) =>
    handlers['models.import']({ ...facts, session, settings, id, overwrite }, context)
  await expect(again('mine')).rejects.toMatchObject({ code: 'exists', data: { model: 'mine' } })
  await expect(again('theirs', true)).rejects.toThrow('"theirs" came with Ganvas')
  await again('mine', true)
  expect(await readdir(at('own'))).toEqual(['mine'])
})

test('a range that nothing tells is measured', async () => {
  const bytes = network((x) => op.mul(op.add(x, 1), 127.5)).model
  const report = await inspect({ name: 'net.onnx', bytes })
  expect(report.proposal).toMatchObject({ inputRange: 'byte', outputRange: 'byte' })
  expect(report.reasons.outputRange?.key).toBe('errors:importReasons.outputMeasured')
})

test('weights beside the file are found by its path, and missed without one', async () => {
  const { model, external } = network(op.tanh, 'weights.bin')
  await writeFile(at('net.onnx'), model)
  const missing = { code: 'not-found', message: expect.stringMatching(/keeps its weights in .*weights\.bin/) }
  await expect(inspect({ path: at('net.onnx') })).rejects.toMatchObject(missing)
  await writeFile(at('weights.bin'), Buffer.concat(external))
  const { proposal: settings } = await inspect({ path: at('net.onnx') })
  const trial = await handlers['models.tryOut']({ session, settings, picture, seed: 0 }, context)
  expect(trial.comparison).toMatchObject({ outcome: 'same' })
  await expect(inspect({ name: 'net.onnx', bytes: model })).rejects.toMatchObject(missing)
})

test('settings that do not go with the network are refused, and the next ones are tried out', async () => {
  const { proposal } = await inspect({ name: 'net.onnx', bytes: network(op.tanh).model })
  const attempt = (change: object) =>
    handlers['models.tryOut']({ session, settings: { ...proposal, ...change }, picture, seed: 0 }, context)
  await expect(attempt({ layout: 'NHWC' })).rejects.toBeInstanceOf(GanvasError)
  await expect(attempt({ kind: 'color' })).rejects.toMatchObject({ code: 'invalid-input' })
  expect((await attempt({ outputRange: 'byte' })).warnings).toHaveLength(1)
  expect((await attempt({})).warnings).toEqual([])
})

test('what was closed is no longer held', async () => {
  const { proposal: settings } = await inspect({ name: 'net.onnx', bytes: network(op.tanh).model })
  await handlers['models.closeImport']({ session }, context)
  const attempt = handlers['models.tryOut']({ session, settings, picture, seed: 0 }, context)
  await expect(attempt).rejects.toMatchObject({ code: 'not-found' })
})

test('a disk that fails leaves what was there, and nothing half done', async () => {
  const { proposal: settings } = await inspect({ name: 'net.onnx', bytes: network(op.tanh).model })
  const { manifest } = await handlers['models.import']({ ...facts, session, settings, id: 'mine' }, context)
  const before = await readFile(at('own/mine/generator.onnx'))
  const failing = installModel(
    at('own'),
    manifest,
    { 'generator.onnx': Buffer.from('new'), 'CARD.md': before },
    {
      overwrite: true,
      write: async (path) => {
        if (path.endsWith('CARD.md')) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        return 0
      },
    },
  )
  await expect(failing).rejects.toMatchObject({ code: 'disk', data: { reason: 'ENOSPC' } })
  expect(await readdir(at('own'))).toEqual(['mine'])
  expect(await readFile(at('own/mine/generator.onnx'))).toEqual(before)

  await writeFile(at('file'), '')
  const nowhere = createImportHandlers({
    place: onProcessor,
    assetsFolder: '',
    folders: { bundled: at('bundled'), own: () => at('file', 'models') },
  })
  const { session: other } = await nowhere['models.inspect'](
    { source: { name: 'net.onnx', bytes: network(op.tanh).model } },
    context,
  )
  await expect(
    nowhere['models.import']({ ...facts, session: other, settings, id: 'mine' }, context),
  ).rejects.toMatchObject({ code: 'disk' })
  await nowhere['models.closeImport']({ session: other }, context)
})
