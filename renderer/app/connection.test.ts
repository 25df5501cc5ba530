import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EngineContract, engineContract } from '../../electron/contract/engine.ts'
import { Settings } from '../../electron/contract/procedures/app.ts'
import { type Handlers, serve } from '../../electron/contract/server.ts'
import { type Socket, socketWire } from '../../electron/contract/wires/socket.ts'

/** A WebSocket whose other end the test holds; frames arrive at once. */
class FakeSocket extends EventTarget {
  static made: FakeSocket[] = []
  readonly url: string
  readonly protocols: string[]
  binaryType = 'blob'
  readyState = 0
  other: FakeSocket | null = null

  constructor(url: string, protocols: string[] = []) {
    super()
    this.url = url
    this.protocols = protocols
    FakeSocket.made.push(this)
  }

  /** The shell accepts, and the engine serves the other end. */
  accept(handlers: Partial<Handlers<EngineContract>>) {
    const other = new FakeSocket('')
    FakeSocket.made.pop()
    Object.assign(other, { readyState: 1, other: this })
    Object.assign(this, { readyState: 1, other })
    serve(engineContract, handlers as Handlers<EngineContract>, socketWire(other as unknown as Socket))
    this.dispatchEvent(new Event('open'))
  }

  send(data: Uint8Array<ArrayBuffer>) {
    const { buffer } = new Uint8Array(data)
    queueMicrotask(() => this.other?.dispatchEvent(Object.assign(new Event('message'), { data: buffer })))
  }

  close() {
    if (this.readyState === 3) return
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
    this.other?.close()
  }
}

const defaults = Settings.parse({})
const answering = { 'settings.get': () => defaults }

beforeEach(() => {
  vi.useFakeTimers()
  vi.resetModules()
  FakeSocket.made = []
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('location', { origin: 'http://127.0.0.1:4000', hash: '#secret' })
  vi.stubGlobal('WebSocket', FakeSocket)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function open() {
  const connection = await import('./connection.ts')
  const states: string[] = []
  connection.onEngineState((state) => states.push(state))
  return { ...connection, states }
}
const last = () => FakeSocket.made.at(-1)!

describe('the connection in the browser', () => {
  it('asks for nothing until it is used', async () => {
    await import('./connection.ts')
    expect(FakeSocket.made).toHaveLength(0)
  })

  it('gives the token as a subprotocol, never in the address', async () => {
    await open()
    expect(last().url).toBe('ws://127.0.0.1:4000')
    expect(last().protocols).toEqual(['ganvas', 'secret'])
  })

  it('has no window of its own and knows no paths', async () => {
    const { shell, pathOf } = await open()
    expect(shell).toBeNull()
    expect(pathOf(new File([], 'sea.png'))).toBeNull()
  })

  it('lets calls wait for the engine', async () => {
    const { engine, states } = await open()
    const answer = engine.call('settings.get', {})
    last().accept(answering)
    expect(await answer).toEqual(defaults)
    expect(states).toEqual(['starting', 'ready'])
  })

  it('fails what is in flight when the engine is lost, and comes back by itself', async () => {
    const { engine, states } = await open()
    last().accept({ 'settings.get': () => new Promise(() => {}) })
    const lost = expect(engine.call('settings.get', {})).rejects.toMatchObject({ code: 'engine-lost' })
    await vi.advanceTimersByTimeAsync(0)
    last().close()
    await lost
    const again = engine.call('settings.get', {})
    await vi.advanceTimersByTimeAsync(100)
    expect(FakeSocket.made).toHaveLength(2)
    last().accept(answering)
    expect(await again).toEqual(defaults)
    expect(states).toEqual(['starting', 'ready', 'lost', 'ready'])
  })

  it('tries less often while the engine stays away', async () => {
    await open()
    const gaps: number[] = []
    for (let attempt = 0; attempt < 6; attempt++) {
      const before = Date.now()
      last().close()
      await vi.advanceTimersToNextTimerAsync()
      gaps.push(Date.now() - before)
    }
    expect(gaps).toEqual([100, 200, 400, 800, 1500, 1500])
  })

  it('gives up a call that waited half a minute, and says what to do', async () => {
    const { engine } = await open()
    const late = expect(engine.call('settings.get', {})).rejects.toMatchObject({
      code: 'engine-lost',
      message: expect.stringContaining('Reload the studio'),
    })
    await vi.advanceTimersByTimeAsync(30_000)
    await late
  })

  it('lets a waiting call be cancelled', async () => {
    const { engine } = await open()
    const controller = new AbortController()
    const call = engine.call('settings.get', {}, { signal: controller.signal })
    const cancelled = expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await vi.advanceTimersByTimeAsync(0)
    controller.abort()
    await cancelled
  })
})
