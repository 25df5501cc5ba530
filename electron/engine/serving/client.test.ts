import { getEventListeners } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { ServerAccess } from './address.ts'
import { certificate } from './certificate.fixture.ts'
import { ServerClient } from './client.ts'
import { faultOfConnection } from './fault.ts'
import { type TestFault, type TestNetwork, TestServer } from './server.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'ganvas-server-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sort = (name: string) => ({ name, datatype: 'FP32' as const, shape: [-1, 2, 2] })
const network: TestNetwork = {
  name: 'double',
  version: '7',
  inputs: [sort('x')],
  outputs: [sort('y')],
  compute: async ({ x }) => ({ y: { data: (x!.data as Float32Array).map((v) => 2 * v), shape: x!.shape } }),
}

const running: { kill(): Promise<void> }[] = []
const clients: ServerClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  for (const server of running.splice(0)) await server.kill()
})

async function started(options?: Parameters<typeof TestServer.start>[1]): Promise<TestServer> {
  const server = await TestServer.start([network], options)
  running.push(server)
  return server
}

function clientOf(access: ServerAccess, patience?: number): ServerClient {
  const client = new ServerClient(access, patience)
  clients.push(client)
  return client
}

const x = { data: Float32Array.of(1, 2, 3, 4), shape: [1, 2, 2] }
const ask = (client: ServerClient) => client.infer(network, { x }, ['y'])

test('a server says what it is and has, and computes, over one connection', async () => {
  const server = await started()
  const client = clientOf(server)
  expect(await client.server()).toMatchObject({ name: 'test', version: '1' })
  expect(await client.ready()).toBe(true)
  expect(await client.model(network)).toMatchObject({ versions: ['7'], inputs: [{ name: 'x' }] })
  expect(await client.model({ name: 'double', version: '8' })).toBeNull()
  expect(await ask(client)).toEqual({
    y: { data: Float32Array.of(2, 4, 6, 8), shape: [1, 2, 2], type: 'float32' },
  })
  expect(server.connections).toBe(1)
})

test('a server that does not know the extension is asked in JSON from then on', async () => {
  const server = await started({ inWords: true })
  const client = clientOf(server)
  for (const _ of [1, 2]) expect((await ask(client)).y!.data).toEqual(Float32Array.of(2, 4, 6, 8))
  // The first question was asked twice.
  expect(server.asked).toBe(3)
})

test('bytes and times of an exchange are told', async () => {
  const client = clientOf(await started())
  let told: { sentBytes: number; receivedBytes: number; wireSeconds: number; waitSeconds: number } | null =
    null
  await client.infer(network, { x }, ['y'], { onTraffic: (traffic) => (told = traffic) })
  // The numbers themselves are 16 bytes each way.
  expect(told!.sentBytes).toBeGreaterThan(16)
  expect(told!.receivedBytes).toBeGreaterThan(16)
  expect(told!.wireSeconds).toBeGreaterThan(0)
  expect(told!.waitSeconds).toBeGreaterThanOrEqual(0)
})

test('what is slow is waited for', async () => {
  const server = await started()
  server.order({ kind: 'slow', milliseconds: 300 })
  expect((await ask(clientOf(server))).y!.data[3]).toBe(8)
})

test.each([
  [{ kind: 'cut' }, 'cut', /broke off/],
  [{ kind: 'garbage' }, 'nonsense', /answered what cannot be right/],
  [{ kind: 'status', status: 500 }, 'failed', /failed \(HTTP 500\): so ordered/],
  [{ kind: 'status', status: 429, retryAfter: 2 }, 'busy', /too much to do \(HTTP 429\)/],
  [{ kind: 'status', status: 503 }, 'busy', /too much to do \(HTTP 503\)/],
  [{ kind: 'status', status: 403 }, 'denied', /refuses the token \(HTTP 403\)/],
  [
    { kind: 'redirect', to: 'http://10.1.1.1/' },
    'elsewhere',
    /sends on to http:\/\/10\.1\.1\.1\/, and pictures go nowhere/,
  ],
] as [TestFault, string, RegExp][])(
  '%o is a fault with a sentence, and the next question is answered',
  async (fault, kind, said) => {
    const server = await started()
    server.order(fault)
    const client = clientOf(server)
    await expect(ask(client)).rejects.toMatchObject({
      code: 'unavailable',
      kind,
      message: expect.stringMatching(said),
      retryAfter: 'retryAfter' in fault ? 2000 : 0,
    })
    expect((await ask(client)).y!.data[0]).toBe(2)
  },
)

test('one that says nothing is given up', async () => {
  const server = await started()
  server.always({ kind: 'silent' })
  await expect(ask(clientOf(server, 50))).rejects.toMatchObject({ kind: 'silent' })
})

test('one that is not there is unreachable, and one that was started again is found', async () => {
  const first = await started()
  const client = clientOf(first)
  await ask(client)
  await first.kill()
  await expect(ask(client)).rejects.toMatchObject({ kind: 'unreachable' })
  await started({ port: first.port })
  expect((await ask(client)).y!.data[0]).toBe(2)
})

test('the token goes along, and a wrong one is told', async () => {
  const server = await started({ token: 'open sesame' })
  await ask(clientOf({ ...server, address: server.address, token: 'open sesame' }))
  expect(server.tokens).toEqual(['Bearer open sesame'])
  await expect(ask(clientOf({ address: server.address, token: 'open barley' }))).rejects.toMatchObject({
    kind: 'denied',
  })
  await expect(ask(clientOf({ address: server.address }))).rejects.toMatchObject({ kind: 'denied' })
})

test('a certificate that vouches for itself is refused, unless its authority was entered', async () => {
  const server = await started({ tls: true })
  await expect(ask(clientOf({ address: server.address }))).rejects.toMatchObject({
    kind: 'certificate',
    message: expect.stringMatching(/no known authority vouches for .*nothing was sent/),
  })
  expect(server.asked).toBe(0)
  const authority = join(folder, 'authority.pem')
  writeFileSync(authority, certificate)
  expect((await ask(clientOf({ address: server.address, authority }))).y!.data[0]).toBe(2)
  const other = server.address.replace('127.0.0.1', '127.0.0.2')
  const elsewhere = clientOf({ address: other, authority })
  // No machine answers there, or one whose certificate is for another address.
  await expect(ask(elsewhere)).rejects.toMatchObject({
    kind: expect.stringMatching(/certificate|unreachable/),
  })
  expect(() => new ServerClient({ address: server.address, authority: join(folder, 'none') })).toThrow(
    /certificate file .* cannot be read \(ENOENT\)/,
  )
})

test('what is no server of the protocol is told', async () => {
  const { createServer } = await import('node:http')
  const page = createServer((_, response) => response.end('<html>It works!</html>'))
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
  running.push({ kill: async () => void page.close() })
  const { port } = page.address() as { port: number }
  await expect(clientOf({ address: `http://127.0.0.1:${port}` }).server()).rejects.toMatchObject({
    kind: 'nonsense',
    message: expect.stringMatching(/does not speak the Open Inference Protocol/),
  })
})

test('connections that the server closed while they lay idle are replaced unnoticed, however many', async () => {
  const used = new WeakSet<Socket>()
  let answered = 0
  const server = createServer((request, response) => {
    if (used.has(request.socket)) return void request.socket.destroy()
    used.add(request.socket)
    answered++
    // Both of the first two are held until both are there, so that they need a connection each.
    if (answered > 2) return void response.end('{}')
    if (answered === 1) held = () => response.end('{}')
    else {
      held()
      response.end('{}')
    }
  })
  let held = () => {}
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const client = new ServerClient({ address: `http://127.0.0.1:${port}` })
  expect(await Promise.all([client.ready(), client.ready()])).toEqual([true, true])
  expect(await client.ready()).toBe(true)
  expect(answered).toBe(3)
  client.close()
  await new Promise((resolve) => server.close(resolve))
})

test('many questions may share a signal, which Node takes for no leak and which none of them still hears at the end', async () => {
  const client = clientOf(await started())
  const { signal } = new AbortController()
  const warnings: Error[] = []
  const warned = (warning: Error) => warnings.push(warning)
  process.on('warning', warned)
  try {
    await Promise.all(Array.from({ length: 20 }, () => client.ready(signal)))
    // Warnings are told after the work under way, and listeners leave when a connection is free again.
    await expect.poll(() => getEventListeners(signal, 'abort').length).toBe(0)
  } finally {
    process.off('warning', warned)
  }
  expect(warnings).toEqual([])
})

test.each(['ECONNRESET', 'EPIPE'])(
  '%s tells of an idle connection only on one that was used before',
  (code) => {
    const error = Object.assign(new Error(code), { code })
    expect(faultOfConnection('http://a', error, true)).toMatchObject({ kind: 'cut', wasIdle: true })
    expect(faultOfConnection('http://a', error, false)).toMatchObject({ kind: 'cut', wasIdle: false })
  },
)
