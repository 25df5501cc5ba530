import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Client, createClient } from '../contract/client.ts'
import type { Input } from '../contract/define.ts'
import { type EngineContract, engineContract } from '../contract/engine.ts'
import { type Socket, socketWire } from '../contract/wires/socket.ts'

interface Served {
  process: ChildProcess
  url: URL
  token: string
  dataFolder: string
}

const program = fileURLToPath(new URL('../../out/main/serve.js', import.meta.url))
const running: Served[] = []

async function serve(...args: string[]): Promise<Served> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'ganvas-serve-'))
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, GANVAS_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const url = await new Promise<URL>((resolve, reject) => {
    child.stdout?.once('data', (text) => resolve(new URL(String(text).trim())))
    child.once('exit', (code) => reject(new Error(`serve.js ended with ${code}`)))
  })
  const served = { process: child, url, token: url.hash.slice(1), dataFolder }
  running.push(served)
  return served
}

/** Connects as the page does; `refused` with the HTTP status where the shell says no. */
function connect(
  { url, token }: Served,
  { given = token, headers = {} as Record<string, string> } = {},
): Promise<{ client: Client<EngineContract>; socket: WebSocket }> {
  const socket = new WebSocket(`ws://${url.host}/`, ['ganvas', given], {
    headers: { Origin: url.origin, ...headers },
    maxPayload: 2 ** 31 - 1,
  })
  return new Promise((resolve, reject) => {
    socket.once('open', () =>
      resolve({ socket, client: createClient(engineContract, socketWire(socket as unknown as Socket)) }),
    )
    socket.once('unexpected-response', (_request, { statusCode }) =>
      reject(new Error(`refused ${statusCode}`)),
    )
    socket.once('error', reject)
  })
}

/** No engine is ready (503), or it died as it took the connection: then the page tries again. */
async function connectSoon(served: Served) {
  for (;;) {
    try {
      return await connect(served)
    } catch (error) {
      if (!(error instanceof Error && /refused 503|socket hang up|ECONNRESET/.test(error.message)))
        throw error
      await new Promise((later) => setTimeout(later, 50))
    }
  }
}

/** A raw request, so that its path and headers arrive as they are written. */
function ask({ url }: Served, path: string, { method = 'GET', host = url.host } = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const asked = request(
        { host: url.hostname, port: url.port, path, method, headers: { Host: host } },
        (response) => {
          let body = ''
          response.setEncoding('utf8').on('data', (text) => {
            body += text
          })
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
          )
        },
      )
      asked.once('error', reject).end()
    },
  )
}

/** The engine's process id, from the log that all processes share. */
function enginePids({ dataFolder }: Served): number[] {
  const log = readFileSync(join(dataFolder, 'logs', 'ganvas.log'), 'utf8')
  return [...log.matchAll(/engine info: started, process (\d+)/g)].map(([, pid]) => Number(pid))
}

let studio: Served
beforeAll(async () => {
  studio = await serve()
  const { socket } = await connectSoon(studio)
  socket.close()
})
afterAll(async () => {
  for (const { process: child, dataFolder } of running) {
    const ended = new Promise((exit) => child.once('exit', exit))
    if (child.exitCode === null && child.kill()) await ended
    rmSync(dataFolder, { recursive: true, force: true })
  }
})

describe('the browser shell', () => {
  it('listens on this machine alone', () => {
    expect(studio.url.hostname).toBe('127.0.0.1')
    expect(studio.token).toMatch(/^[\w-]{32}$/)
  })

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/main/engine.js',
    '/..\\main\\engine.js',
    '/%00',
    '/%',
    '/assets',
    '/missing.js',
  ])('serves nothing at %s', async (path) => {
    const { status, body, headers } = await ask(studio, path)
    expect(status).toBe(404)
    expect(body).toBe('')
    expect(headers['content-security-policy']).toMatch(/script-src 'self' 'wasm-unsafe-eval';/)
  })

  it('refuses requests for another host, and other methods', async () => {
    expect((await ask(studio, '/', { host: 'evil.example' })).status).toBe(403)
    expect((await ask(studio, '/', { host: `localhost:${studio.url.port}` })).status).toBe(403)
    expect((await ask(studio, '/', { method: 'POST' })).status).toBe(405)
  })

  it.each([
    ['a wrong token', { given: 'x'.repeat(32) }, 401],
    ['a token cut short', { given: 'x' }, 401],
    ['another origin', { headers: { Origin: 'https://evil.example' } }, 403],
    ['no origin', { headers: { Origin: '' } }, 403],
    ['another host', { headers: { Host: 'evil.example' } }, 403],
  ])('refuses a connection with %s', async (_what, options, status) => {
    await expect(connect(studio, options)).rejects.toThrow(`refused ${status}`)
  })

  it('connects the page to the engine itself', async () => {
    const { client, socket } = await connect(studio)
    const info = await client.call('app.info', {})
    expect(info).toMatchObject({ platform: process.platform, dataFolder: studio.dataFolder })
    expect(info.versions['ONNX Runtime']).toMatch(/^\d+\.\d+/)
    socket.close()
  })

  it('serves a page that is loaded again', async () => {
    for (let i = 0; i < 3; i++) {
      const { client, socket } = await connect(studio)
      await client.call('settings.set', { historyBudgetMb: 100 + i })
      socket.terminate()
    }
    const { client, socket } = await connect(studio)
    expect(await client.call('settings.get', {})).toMatchObject({ historyBudgetMb: 102 })
    socket.close()
  })

  it('starts the engine again when it is killed in the middle of a blend, and fails only that', async () => {
    const { client } = await connect(studio)
    const [pid] = enginePids(studio).slice(-1)
    let blend: Promise<unknown> | undefined
    await new Promise<void>((working) => {
      blend = client.call('blend.run', scene(1500), { onEvent: () => working() })
      blend.catch(() => {})
    })
    const rejected = expect(blend).rejects.toMatchObject({ code: 'engine-lost' })
    process.kill(pid!, 'SIGKILL')
    await rejected

    const again = await connectSoon(studio)
    expect(await again.client.call('settings.get', {})).toMatchObject({ historyBudgetMb: 102 })
    const { pixels } = await again.client.call('blend.run', { ...scene(100), whole: true })
    expect(pixels).toMatchObject({ width: 100, height: 100 })
    expect(enginePids(studio).at(-1)).not.toBe(pid)
    again.socket.close()
  })

  it('runs beside another, and takes its engine along when it ends', async () => {
    const other = await serve()
    expect(other.url.port).not.toBe(studio.url.port)
    const { client, socket } = await connectSoon(other)
    await client.call('app.info', {})
    const [pid] = enginePids(other)
    const closed = new Promise((close) => socket.once('close', close))
    other.process.kill('SIGTERM')
    await closed
    await expect.poll(() => isAlive(pid!)).toBe(false)
  })

  it('says so when its port is taken', async () => {
    const child = spawn(process.execPath, [program, '--port', studio.url.port], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
    })
    const code = await new Promise((exit) => child.once('close', exit))
    expect(code).toBe(1)
    expect(said).toContain(`Port ${studio.url.port} is taken`)
  })

  it('refuses a port that is none', async () => {
    const child = spawn(process.execPath, [program, '--port', 'eighty'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
    })
    expect(await new Promise((exit) => child.once('close', exit))).toBe(1)
    expect(said).toContain('--port eighty')
  })
})

/** A white square with another pasted into its middle. */
function scene(side: number): Input<EngineContract, 'blend.run'> {
  const square = (size: number, value: number) => ({
    width: size,
    height: size,
    channels: 4 as const,
    data: new Uint8Array(size * size * 4).fill(value),
  })
  return {
    background: square(side, 255),
    source: square(side / 2, 255),
    transform: { x: side / 4, y: side / 4, scaleX: 1, scaleY: 1, rotation: 0 },
    settings: { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
