import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallContext } from '../../contract/server.ts'
import * as op from '../../graph/builder.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { installModel, TINT_MODEL, tintManifestOf, tintNetwork } from '../models/model.fixture.ts'
import { installTranslators } from '../models/translators.fixture.ts'
import { hashOf, servedName } from '../serving/names.ts'
import { writeRepository } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'ganvas-repository-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (...names: string[]) => join(folder, ...names)
const context: CallContext = { signal: new AbortController().signal, emit() {} }
const serving = { batch: 4, instances: 2, storage: 's3://bucket/ganvas' }
const installed = (...ids: string[]) => ids.map((id) => ({ id, folder: at('models') }))

beforeAll(() => installTranslators(at('models'), 20, -10))

test('a network has a folder with its configuration, and in it one for the version that its file’s hash tells', async () => {
  const { networks, left } = await writeRepository(at('one'), installed(TINT_MODEL), serving, context)
  const file = tintNetwork(20, -10)
  const { name, version } = servedName(TINT_MODEL, 'generator', hashOf(file))
  // The first twelve digits of the hash, as a number.
  expect(BigInt(version).toString(16).padStart(12, '0')).toBe(hashOf(file).slice(0, 12))
  expect(networks).toMatchObject([{ model: TINT_MODEL, name, version, together: true, difference: 0 }])
  expect(left).toEqual([])
  expect(readdirSync(at('one')).sort()).toEqual(['kserve.yaml', name])
  expect(readdirSync(at('one', name)).sort()).toEqual([version, 'config.pbtxt'])
  expect(readdirSync(at('one', name, version))).toEqual(['model.onnx'])
  expect(readFileSync(at('one', name, 'config.pbtxt'), 'utf8')).toBe(`name: "translate-tint-generator"
backend: "onnxruntime"
max_batch_size: 4
input [
  { name: "input" data_type: TYPE_FP32 dims: [ 1, -1, -1 ] }
]
output [
  { name: "output" data_type: TYPE_FP32 dims: [ 2, -1, -1 ] }
]
dynamic_batching { max_queue_delay_microseconds: 500 }
instance_group [ { count: 2 } ]
version_policy { all { } }
parameters { key: "ganvas.sha256" value { string_value: "${hashOf(file)}" } }
`)
  // Fields of InferenceService v1beta1. What is asked for is no more than the limits, which are all written: the
  // runtime of KServe's own would give the others, one processor.
  expect(readFileSync(at('one', 'kserve.yaml'), 'utf8')).toBe(`# kubectl apply -f kserve.yaml
# Copy this folder to s3://bucket/ganvas first.
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: ganvas
spec:
  predictor:
    minReplicas: 1
    model:
      modelFormat:
        name: triton
      protocolVersion: v2
      runtime: kserve-tritonserver
      storageUri: "s3://bucket/ganvas"
      resources:
        requests:
          cpu: "2"
          memory: 4Gi
        limits:
          cpu: "2"
          memory: 8Gi
`)
})

test('a style has both ways, and a form of each that takes the statistics of a picture', async () => {
  const { networks } = await writeRepository(at('style'), installed('style'), serving, context)
  expect(networks.map(({ name, together }) => [name, together])).toEqual([
    ['style-generator', true],
    ['style-generator-fixed', false],
    ['style-reverse', true],
    ['style-reverse-fixed', false],
  ])
  for (const { difference } of networks) expect(difference).toBeLessThan(1e-4)
  const config = readFileSync(at('style', 'style-generator-fixed', 'config.pbtxt'), 'utf8')
  expect(config).toContain('max_batch_size: 0')
  expect(config).toContain('dims: [ -1, 3, -1, -1 ]')
  expect(config).toMatch(/name: "statistic1\/mean" data_type: TYPE_FP32 dims: \[ \d+ \]/)
  expect(config).not.toContain('dynamic_batching')
})

test('a network that mixes its examples is served one at a time', async () => {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [1, 1, 32, 32])
  const mixed = op.add(op.mul(input, 0.5), op.reduceMean(input, [0], true))
  graph.output('output', op.concat([mixed, mixed], 1))
  const { model } = writeOnnx(graph)
  await installModel(at('models'), model, { ...tintManifestOf(model), id: 'mixing' }, 'mixing')
  const { networks } = await writeRepository(at('mixing'), installed('mixing'), serving, context)
  expect(networks).toMatchObject([{ name: 'mixing-generator', together: false }])
})

test('another network of the name is another version, and those that are there stay', async () => {
  const first = tintNetwork(1, 2)
  const second = tintNetwork(3, 4)
  for (const model of [first, second]) {
    await installModel(at('changing'), model, tintManifestOf(model), TINT_MODEL)
    await writeRepository(at('two'), [{ id: TINT_MODEL, folder: at('changing') }], serving, context)
  }
  const versions = [first, second].map((file) => servedName(TINT_MODEL, 'generator', hashOf(file)).version)
  expect(readdirSync(at('two', `${TINT_MODEL}-generator`)).sort()).toEqual(
    [...versions, 'config.pbtxt'].sort(),
  )
})

test('a folder that holds something else is left alone', async () => {
  mkdirSync(at('photos'))
  writeFileSync(at('photos', 'me.jpg'), '')
  await expect(writeRepository(at('photos'), installed(TINT_MODEL), serving, context)).rejects.toMatchObject({
    code: 'exists',
    message: expect.stringMatching(/is there and is no repository of models/),
  })
  expect(readdirSync(at('photos'))).toEqual(['me.jpg'])
})
