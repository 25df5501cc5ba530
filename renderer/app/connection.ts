import { type Client, createClient, type Peer } from '../../electron/contract/client.ts'
import type { Contract } from '../../electron/contract/define.ts'
import { type EngineContract, engineContract } from '../../electron/contract/engine.ts'
import { GanvasError } from '../../electron/contract/errors.ts'
import { type ShellContract, shellContract } from '../../electron/contract/shell.ts'
import { text } from '../../electron/contract/text.ts'
import type { Wire } from '../../electron/contract/wire.ts'
import { domPortWire } from '../../electron/contract/wires/port.ts'
import { socketWire } from '../../electron/contract/wires/socket.ts'

export type EngineState = 'starting' | 'ready' | 'lost'

/** What Electron's preload script puts on the page; absent in the browser shell. */
interface Desktop {
  /** Asks for a port to the engine and one to the shell; a new engine port follows whenever the engine restarts. */
  connect(): void
  pathOf(file: File): string
}
declare global {
  interface Window {
    ganvasDesktop?: Desktop
  }
}

/** What preload posts to the page, with one port each except for `engine-lost`. */
type DesktopMessage = { ganvas: 'engine' | 'shell' | 'engine-lost' }

const LONGEST_WAIT_MS = 30_000
const RETRY_MS = [100, 200, 400, 800, 1500]

/** A client whose wire may come and go: calls wait for the next wire, those in flight fail with the old one. */
class Line<C extends Contract> implements Client<C> {
  readonly #contract: C
  readonly #peer: Peer
  #client: Client<C> | null = null
  #arrivals: (() => void)[] = []

  constructor(contract: C, peer: Peer) {
    this.#contract = contract
    this.#peer = peer
  }

  use(wire: Wire): void {
    this.#client = createClient(this.#contract, wire, this.#peer)
    for (const arrived of this.#arrivals.splice(0)) arrived()
  }

  drop(): void {
    this.#client?.close()
    this.#client = null
  }

  call: Client<C>['call'] = async (name, input, options) => {
    open()
    const client = this.#client ?? (await this.#next(options?.signal))
    return client.call(name, input, options)
  }

  close(): void {
    this.drop()
  }

  #next(signal?: AbortSignal): Promise<Client<C>> {
    return new Promise((resolve, reject) => {
      const settle = (error?: GanvasError) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancelled)
        this.#arrivals = this.#arrivals.filter((other) => other !== settleOk)
        if (error) reject(error)
        else resolve(this.#client!)
      }
      const settleOk = () => settle()
      const cancelled = () => settle(new GanvasError('cancelled', 'The job was cancelled.'))
      const late = () =>
        settle(
          new GanvasError(
            'engine-lost',
            text('connection.unreachable', { peer: text(`peers.${this.#peer}`) }),
          ),
        )
      const timer = setTimeout(late, LONGEST_WAIT_MS)
      signal?.addEventListener('abort', cancelled, { once: true })
      this.#arrivals.push(settleOk)
    })
  }
}

const engineLine = new Line<EngineContract>(engineContract, 'engine')
const shellLine = new Line<ShellContract>(shellContract, 'window')
const listeners = new Set<(state: EngineState) => void>()
const desktop = typeof window === 'undefined' ? undefined : window.ganvasDesktop
let state: EngineState = 'starting'
let opened = false

/** The engine's procedures. Reconnects by itself; calls in flight when the engine dies reject with `engine-lost`. */
export const engine: Client<EngineContract> = engineLine

/** What only a desktop window can do; null in the browser shell. */
export const shell: Client<ShellContract> | null = desktop ? shellLine : null

/** Tells the state now and every change. Returns the way to stop listening. */
export function onEngineState(listener: (state: EngineState) => void): () => void {
  listeners.add(listener)
  open()
  listener(state)
  return () => listeners.delete(listener)
}

/** The path of a file that was dropped or chosen; null where the shell does not tell pages such things. */
export function pathOf(file: File): string | null {
  return desktop?.pathOf(file) || null
}

function setState(next: EngineState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener(next)
}

/** Connects at the first use, so that importing this module asks for nothing. */
function open(): void {
  if (opened || typeof window === 'undefined') return
  opened = true
  if (desktop) openPorts(desktop)
  else openSocket(0)
}

function openPorts({ connect }: Desktop): void {
  window.addEventListener('message', ({ source, data, ports: [port] }: MessageEvent<DesktopMessage>) => {
    if (source !== window) return
    if (data.ganvas === 'shell' && port) shellLine.use(domPortWire(port))
    if (data.ganvas === 'engine' && port) {
      engineLine.drop()
      engineLine.use(domPortWire(port))
      setState('ready')
    }
    if (data.ganvas === 'engine-lost') {
      engineLine.drop()
      setState('lost')
    }
  })
  connect()
}

function openSocket(attempt: number): void {
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws'), ['ganvas', location.hash.slice(1)])
  socket.addEventListener('open', () => {
    attempt = 0
    engineLine.use(socketWire(socket))
    setState('ready')
  })
  socket.addEventListener('close', () => {
    engineLine.drop()
    setState('lost')
    setTimeout(() => openSocket(attempt + 1), RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)])
  })
}
