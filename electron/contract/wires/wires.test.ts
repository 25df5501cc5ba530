import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer, WebSocket as WsWebSocket } from 'ws'
import { z } from 'zod'
import { createClient } from '../client.ts'
import { type JobEvent, job, procedure } from '../define.ts'
import { defect } from '../errors.ts'
import { Pixels } from '../pixels.ts'
import { type Handlers, serve } from '../server.ts'
import type { Wire } from '../wire.ts'
import { memoryWires } from './memory.ts'
import { domPortWire, threadPortWire } from './port.ts'
import { type Socket, socketWire } from './socket.ts'

const contract = {
  double: procedure(z.object({ n: z.number() }), z.object({ n: z.number() })),
  invert: procedure(z.object({ pixels: Pixels }), z.object({ pixels: Pixels })),
  refuse: procedure(z.object({}), z.object({})),
  lie: procedure(z.object({}), z.object({ n: z.number() })),
  count: job('compute', z.object({ to: z.int() }), z.object({ done: z.int() })),
  forever: job('compute', z.object({}), z.object({})),
}

let stopped = 0
const handlers: Handlers<typeof contract> = {
  double: ({ n }) => ({ n: 2 * n }),
  invert: ({ pixels }) => ({ pixels: { ...pixels, data: pixels.data.map((v) => 255 - v) } }),
  refuse: () => {
    throw defect('too-large', 'The picture is 9 wide; at most 8 fit.', { width: 9, limits: [8, 8] })
  },
  lie: () => ({ n: 'seven' }) as unknown as { n: number },
  count: async ({ to }, { emit }) => {
    for (let step = 1; step <= to; step++) emit({ kind: 'progress', step, total: to, secondsLeft: null })
    return { done: to }
  },
  forever: (_input, { signal }) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => {
        stopped++
        reject(signal.reason)
      }),
    ),
}

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

function threadPorts(): [Wire, Wire] {
  const { port1, port2 } = new MessageChannel()
  return [threadPortWire(port1), threadPortWire(port2)]
}

function pagePorts(): [Wire, Wire] {
  const { port1, port2 } = new globalThis.MessageChannel()
  return [domPortWire(port1), domPortWire(port2)]
}

async function sockets(): Promise<[Wire, Wire]> {
  const { raw, far } = await rawSocket()
  return [socketWire(raw as unknown as Socket), far]
}

async function rawSocket(): Promise<{ raw: WsWebSocket; far: Wire }> {
  const http = createServer().listen(0, '127.0.0.1')
  const server = new WebSocketServer({ server: http, maxPayload: 2 ** 31 - 1 })
  await new Promise((listening) => http.once('listening', listening))
  const accepted = new Promise<Wire>((resolve) =>
    server.once('connection', (socket) => resolve(socketWire(socket as unknown as Socket))),
  )
  const client = new WsWebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  await new Promise((open) => client.once('open', open))
  cleanUps.push(() => {
    client.terminate()
    server.close()
    http.close()
  })
  return { raw: client, far: await accepted }
}

const transports: [string, () => [Wire, Wire] | Promise<[Wire, Wire]>][] = [
  ['memory', memoryWires],
  ['thread port', threadPorts],
  ['page port', pagePorts],
  ['socket', sockets],
]

describe.each(transports)('a contract over the %s wire', (_name, pair) => {
  async function connect() {
    const [near, far] = await pair()
    serve(contract, handlers, far)
    cleanUps.push(() => near.close())
    return { client: createClient(contract, near), near, far }
  }

  it('answers', async () => {
    const { client } = await connect()
    expect(await client.call('double', { n: 21 })).toEqual({ n: 42 })
  })

  it('carries bytes as bytes, both ways', async () => {
    const { client } = await connect()
    const data = Uint8Array.from({ length: 300 * 200 * 4 }, (_, i) => i % 251)
    const { pixels } = await client.call('invert', { pixels: { width: 300, height: 200, channels: 4, data } })
    expect(pixels.data.constructor).toBe(Uint8Array)
    expect(pixels.data).toEqual(data.map((v) => 255 - v))
    expect(data[1]).toBe(1)
  })

  it('streams events before the answer, in order', async () => {
    const { client } = await connect()
    const events: JobEvent[] = []
    const answer = await client.call('count', { to: 3 }, { onEvent: (event) => events.push(event) })
    expect(answer).toEqual({ done: 3 })
    expect(events.map((event) => event.kind === 'progress' && event.step)).toEqual([1, 2, 3])
  })

  it('keeps the code and the data of an error', async () => {
    const { client } = await connect()
    await expect(client.call('refuse', {})).rejects.toMatchObject({
      name: 'GanvasError',
      code: 'too-large',
      message: 'The picture is 9 wide; at most 8 fit.',
      data: { width: 9, limits: [8, 8] },
    })
  })

  it('stops the work itself when the caller aborts', async () => {
    const { client } = await connect()
    const before = stopped
    const controller = new AbortController()
    const call = client.call('forever', {}, { signal: controller.signal })
    setTimeout(() => controller.abort(), 10)
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    expect(stopped).toBe(before + 1)
  })

  it('rejects what is in flight with engine-lost when the far end closes', async () => {
    const { client, far } = await connect()
    const call = client.call('forever', {})
    setTimeout(() => far.close(), 10)
    await expect(call).rejects.toMatchObject({ code: 'engine-lost' })
    await expect(client.call('double', { n: 1 })).rejects.toMatchObject({ code: 'engine-lost' })
  })

  it('stops the work of a caller that went away', async () => {
    const { client, near } = await connect()
    const before = stopped
    client.call('forever', {}).catch(() => {})
    await client.call('double', { n: 1 })
    near.close()
    await expect.poll(() => stopped).toBe(before + 1)
  })

  it.each(['__proto__', 'constructor', 'toString', 'nothing'])(
    'does not know the procedure %s',
    async (name) => {
      const { near } = await connect()
      const lax = createClient({ [name]: contract.double } as unknown as typeof contract, near)
      const call = lax.call(name as 'double', { n: 1 })
      await expect(call).rejects.toMatchObject({ code: 'not-found' })
    },
  )
})

describe('validation', () => {
  it('refuses wrong input before it is sent', async () => {
    const [near] = memoryWires()
    const client = createClient(contract, near)
    await expect(client.call('double', { n: 'x' as unknown as number })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('double: n:'),
    })
  })

  it('refuses wrong input that a caller sent all the same', async () => {
    const [near, far] = memoryWires()
    serve(contract, handlers, far)
    const lax = createClient({ double: procedure(z.unknown(), z.unknown()) }, near)
    await expect(lax.call('double', { n: 'x' })).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('turns a wrong answer into an internal error, at the server and at the client', async () => {
    const [near, far] = memoryWires()
    const failures: string[] = []
    serve(contract, handlers, far, { onFailure: (name) => failures.push(name) })
    await expect(createClient(contract, near).call('lie', {})).rejects.toMatchObject({ code: 'internal' })
    expect(failures).toEqual(['lie'])

    const [asking, answering] = memoryWires()
    serve({ lie: procedure(z.object({}), z.unknown()) }, { lie: handlers.lie }, answering)
    await expect(createClient(contract, asking).call('lie', {})).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('lie answered wrongly'),
    })
  })
})

describe('a socket', () => {
  it.each([
    ['text', 'call'],
    ['bytes that are no MessagePack', new Uint8Array([0xc1, 0xff])],
    ['MessagePack that is no message', new Uint8Array([0xc0])],
    ['a message cut short', new Uint8Array([0x82, 0xa4])],
  ])('that sends %s is closed', async (_what, frame) => {
    const { raw, far } = await rawSocket()
    const received: unknown[] = []
    far.onMessage((message) => received.push(message))
    const closed = new Promise((resolve) => far.onClose(() => resolve('closed')))
    raw.send(frame)
    expect(await closed).toBe('closed')
    expect(received).toEqual([])
  })
})
