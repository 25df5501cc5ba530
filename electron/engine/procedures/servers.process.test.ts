import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { inEnglish } from '../../contract/text.ts'
import { TranslateBatchInput } from '../../contract/tools/translate.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import { loadModel } from '../models/folder.ts'
import { installTranslators } from '../models/translators.fixture.ts'
import { hashOf, servedName } from '../serving/names.ts'
import { type TestNetwork, TestServer } from '../serving/server.fixture.ts'
import { type ChoosePlace, onProcessor } from '../sessions/place.ts'
import { openOn } from '../sessions/runtime.ts'
import { context } from './context.fixture.ts'
import { createTranslateHandlers } from './translate.ts'

/* A batch that is shared between servers: what becomes of it is what one machine makes of it, whatever they do. */

const PICTURES = 40

const folder = await mkdtemp(join(tmpdir(), 'ganvas-servers-'))
const at = (...names: string[]) => join(folder, ...names)
let here: Map<string, Buffer>

beforeAll(async () => {
  await installTranslators(at('models'), 20, -10)
  await mkdir(at('many'))
  for (let k = 0; k < PICTURES; k++) {
    const data = Buffer.from(Array.from({ length: 3 * 48 * 36 }, (_, i) => (i * (k + 3)) % 256))
    await sharp(data, { raw: { width: 48, height: 36, channels: 3 } }).toFile(at('many', `${k + 100}.png`))
  }
  const { result, files } = await batch('here', onProcessor)
  expect(result.done).toHaveLength(PICTURES)
  here = files
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const running: TestServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill()
})

/** A server with the network of the style. @param onCompute called before each run of it */
async function started(onCompute: () => void = () => {}): Promise<TestServer> {
  const { files } = await loadModel(at('models'), 'style')
  const session = await openOn('cpu', withAnySize(files.generator!), { threads: 1 })
  const sort = (name: string) => ({ name, datatype: 'FP32' as const, shape: [-1, 3, -1, -1] })
  const network: TestNetwork = {
    ...servedName('style', 'generator', hashOf(files.generator!)),
    inputs: session.inputs.map(sort),
    outputs: session.outputs.map(sort),
    compute(inputs) {
      onCompute()
      return session.run(inputs)
    },
  }
  const server = await TestServer.start([network])
  running.push(server)
  return server
}

const onServers =
  (...servers: TestServer[]): ChoosePlace =>
  async (title) => ({
    device: 'server',
    dataFolder: folder,
    title,
    servers: servers.map(({ address }) => ({ address })),
  })

async function batch(out: string, place: ChoosePlace, parallel?: number, told = context()) {
  const run = createTranslateHandlers({ modelsFolders: [at('models')], place })['translate.batch']
  const input = TranslateBatchInput.parse({ model: 'style', from: [at('many')], out: at(out), parallel })
  const result = await run(input, told)
  const names = await readdir(at(out))
  const files = new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(at(out, name))] as const)),
  )
  const notices = told.events.flatMap((event) => (event.kind === 'notice' ? [inEnglish(event.text)] : []))
  return { result, files, notices }
}

function expectSame(files: ReadonlyMap<string, Buffer>) {
  expect([...files.keys()].sort()).toEqual([...here.keys()].sort())
  for (const [name, bytes] of here) expect(files.get(name)!.equals(bytes), name).toBe(true)
}

test('forty pictures are those of one machine though one of two servers is killed in the middle of a run', async () => {
  const steady = await started()
  let runs = 0
  const dying = await started(() => {
    if (++runs === 20) void dying.kill()
  })
  const { result, files, notices } = await batch('killed', onServers(steady, dying))
  expectSame(files)
  expect([result.failed, result.skipped]).toEqual([[], []])
  expect(result.done).toEqual([...here.keys()].sort().map((name) => at('killed', name)))
  expect(steady.asked).toBeGreaterThan(0)
  expect(runs).toBe(20)
  expect(notices.length).toBeGreaterThan(0)
  for (const notice of notices)
    expect(notice).toMatch(new RegExp(`^${dying.address} (broke off|cannot be reached)`))
  const { sentBytes, receivedBytes, read, sent, computed, written } = result.times
  // Three channels of 48 x 36 numbers, each way.
  expect(sentBytes / PICTURES).toBeGreaterThan(4 * 3 * 48 * 36)
  expect(receivedBytes / PICTURES).toBeGreaterThan(4 * 3 * 48 * 36)
  for (const seconds of [read, sent, computed, written]) expect(seconds).toBeGreaterThan(0)
})

test('pictures that are under way at once share threads, and each of these compares a server once', async () => {
  const server = await started()
  const { files, notices } = await batch('shared', onServers(server), 12)
  expectSame(files)
  expect(notices).toEqual([])
  const threads = Math.min(12, availableParallelism())
  expect(server.asked).toBe(PICTURES + 2 * threads)
})

test('servers that answer nonsense, are busy or break off cost no picture', async () => {
  const server = await started()
  server.order(
    // The trials of two threads go well, at two runs each.
    ...Array.from({ length: 4 }, () => ({ kind: 'slow' as const, milliseconds: 1 })),
    { kind: 'shapes' },
    { kind: 'status', status: 429 },
    { kind: 'garbage' },
    { kind: 'status', status: 503 },
    { kind: 'cut' },
    { kind: 'nan' },
  )
  const { result, files } = await batch('nonsense', onServers(server), 2)
  expectSame(files)
  expect(result.failed).toEqual([])
})

test('a batch whose servers are all gone is done here, and one that is stopped goes on where it was', async () => {
  const server = await started()
  await server.kill()
  const told = context()
  const stopping = {
    ...told,
    emit: (event: Parameters<typeof told.emit>[0]) => {
      told.emit(event)
      if (event.kind === 'progress' && event.step >= 10) told.controller.abort()
    },
  }
  await expect(batch('gone', onServers(server), 2, stopping)).rejects.toThrow(/abort|cancel/)
  const done = (await readdir(at('gone'))).length
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(PICTURES)
  const { result, files, notices } = await batch('gone', onServers(server), 2)
  expectSame(files)
  expect([result.skipped.length, result.done.length]).toEqual([done, PICTURES - done])
  expect(notices.at(-1)).toMatch(/cannot be reached .* Until it is back, this machine computes\./)
})
