import { afterEach, beforeAll, expect, test } from 'vitest'
import { inEnglish, type Text } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import type { Session, SessionTensors } from '../../graph/session.ts'
import { tensor } from '../../graph/tensor.ts'
import { hashOf, servedName } from '../serving/names.ts'
import { type TestNetwork, TestServer } from '../serving/server.fixture.ts'
import { openOn } from './runtime.ts'
import { createServedOpener } from './served.ts'

/** A convolution of pictures of any size: y is the mean over three columns. */
function network(weight = 1 / 3): Uint8Array {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 1, 8, 8])
  const w = graph.constant(tensor('float32', [1, 1, 1, 3], Float32Array.of(weight, weight, weight)), 'w')
  graph.output('y', op.conv(x, w, null, { pads: [0, 1, 0, 1] }))
  return withAnySize(writeOnnx(graph).model)
}

const model = network()
const picture = (seed = 0, side = 8): SessionTensors => ({
  x: {
    data: Float32Array.from({ length: side * side }, (_, i) => Math.sin(i + seed)),
    shape: [1, 1, side, side],
  },
})
const served = { model: 'mean', role: 'generator', file: model }
const sort = (name: string) => ({ name, datatype: 'FP32' as const, shape: [-1, 1, -1, -1] })

/** What a server has: the network of a file under the name of another one, if that is wanted. */
async function onServer(file = model, named = model): Promise<TestNetwork> {
  const session = await openOn('cpu', file, { threads: 1 })
  return {
    ...servedName('mean', 'generator', hashOf(named)),
    inputs: [sort('x')],
    outputs: [sort('y')],
    compute: (inputs) => session.run(inputs),
  }
}

let right: (seed?: number, side?: number) => Promise<SessionTensors[string]['data']>
beforeAll(async () => {
  const session = await openOn('cpu', model)
  right = async (seed, side) => (await session.run(picture(seed, side))).y!.data
})
const ran = async (session: Session, seed?: number, side?: number) => {
  const { y } = await session.run(picture(seed, side))
  expect(y!.shape).toEqual([1, 1, side ?? 8, side ?? 8])
  return y!.data
}

const running: TestServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.kill()
})

async function started(network?: TestNetwork): Promise<TestServer> {
  const server = await TestServer.start(network ? [network] : [])
  running.push(server)
  return server
}

async function opened(...servers: TestServer[]) {
  const told: Text[] = []
  let here = 0
  const open = createServedOpener({
    servers,
    title: 'Mean',
    tell: (said) => told.push(said),
    pauses: { first: 1, most: 5, waited: 1e6 },
    openOn: (...given) => {
      here++
      return openOn(...given)
    },
  })
  const session = await open(model, { served, trial: () => ({ feeds: picture(9) }) })
  return { session, told, opened: () => here }
}

test('a server that agrees computes, after it was compared once, and nothing is said', async () => {
  const server = await started(await onServer())
  const { session, told, opened: here } = await opened(server)
  expect([session.inputs, session.outputs, session.atOnce]).toEqual([['x'], ['y'], 2])
  for (const seed of [1, 2, 3]) expect(await ran(session, seed)).toEqual(await right(seed))
  // Another size is asked for beyond the trial: it is the network of any size.
  expect(await ran(session, 4, 16)).toEqual(await right(4, 16))
  // Two runs of the trial, and four.
  expect([server.asked, here()]).toEqual([6, 1])
  expect(told).toEqual([])
})

test.each([
  [
    'another network of this name is not trusted',
    async () => onServer(network(1 / 4), network(1 / 4)),
    /has another network by the name "mean-generator"/,
  ],
  [
    'one that says it is the same and computes otherwise is found out',
    async () => onServer(network(1 / 4)),
    /computes "Mean" otherwise than this machine, by 0\.2/,
  ],
  [
    'one that lacks it is not asked',
    async () => undefined,
    /lacks the network "mean-generator", which is computed here\. Export it there/,
  ],
  [
    'one of other inputs is not asked',
    async () => ({ ...(await onServer()), inputs: [sort('z')] }),
    /other inputs or outputs \(z FP32\[-1,1,-1,-1\] → y/,
  ],
])('%s: this machine computes, which is said once', async (_, make, said) => {
  const server = await started(await make())
  const { session, told } = await opened(server)
  for (const seed of [1, 2]) expect(await ran(session, seed)).toEqual(await right(seed))
  expect(told.map(inEnglish)).toEqual([expect.stringMatching(said)])
  expect(server.asked).toBeLessThanOrEqual(2)
})

test('what goes wrong on the way costs no result: it is asked again', async () => {
  const server = await started(await onServer())
  const { session, told } = await opened(server)
  await session.run(picture())
  server.order(
    { kind: 'cut' },
    { kind: 'shapes' },
    { kind: 'nan' },
    { kind: 'garbage' },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 500 },
    { kind: 'slow', milliseconds: 20 },
  )
  for (const seed of [1, 2, 3]) expect(await ran(session, seed)).toEqual(await right(seed))
  // Each kind of fault once; one that is busy does its work.
  expect(told.map(inEnglish)).toEqual([
    expect.stringMatching(/broke off/),
    expect.stringMatching(/"y" came as \[1, 1, 7, 8\] where \[1, 1, 8, 8\] was due/),
    expect.stringMatching(/failed \(HTTP 500\)/),
  ])
})

test('a server that dies is replaced by the other one, and by this machine where there is none', async () => {
  const servers = [await started(await onServer()), await started(await onServer())] as const
  const told: Text[] = []
  const open = createServedOpener({
    servers,
    title: 'Mean',
    tell: (said) => told.push(said),
    // Nothing is waited for, so this machine goes on at once.
    pauses: { first: 1e6, most: 1e6, waited: 0 },
  })
  const session = await open(model, { served })
  expect(await ran(session, 1)).toEqual(await right(1))
  expect([servers[0].asked > 0, servers[1].asked]).toEqual([true, 0])
  await servers[0].kill()
  expect(await ran(session, 2)).toEqual(await right(2))
  expect(servers[1].asked).toBeGreaterThan(0)
  await servers[1].kill()
  for (const seed of [3, 4]) expect(await ran(session, seed)).toEqual(await right(seed))
  expect(told.map(inEnglish)).toEqual([
    expect.stringMatching(/cannot be reached \(ECONNREFUSED\)/),
    expect.stringMatching(/cannot be reached \(ECONNREFUSED\)/),
    expect.stringMatching(/cannot be reached .* Until it is back, this machine computes\./),
  ])
  expect(told[0]!.address).not.toBe(told[1]!.address)
})

test('several runs at once are shared between servers', async () => {
  const servers = [await started(await onServer()), await started(await onServer())]
  const { session } = await opened(...servers)
  expect(session.atOnce).toBe(4)
  const results = await Promise.all([1, 2, 3, 4].map((seed) => ran(session, seed)))
  for (const [k, found] of results.entries()) expect(found).toEqual(await right(k + 1))
  // The trials, and half of the runs each.
  expect(servers.map(({ asked }) => asked)).toEqual([4, 4])
})

test('what no server can have is computed here without a word', async () => {
  const server = await started(await onServer())
  const told: Text[] = []
  const open = createServedOpener({ servers: [server], title: 'Mean', tell: (said) => told.push(said) })
  const session = await open(model)
  expect(await ran(session, 1)).toEqual(await right(1))
  expect([server.asked, told.length]).toEqual([0, 0])
})
