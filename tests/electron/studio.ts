import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import type { Client } from '../../electron/contract/client.ts'
import { type EngineContract, engineContract } from '../../electron/contract/engine.ts'
import { type Handlers, serve } from '../../electron/contract/server.ts'
import type { ShellContract } from '../../electron/contract/shell.ts'
import { electronPortWire } from '../../electron/contract/wires/port.ts'
import type { PortMain, UtilityProcess } from './ports.ts'
import { createElectron } from './standIn.ts'

/** What the page's side of the shell looks like from inside the page. */
interface Page {
  engine: Client<EngineContract>
  shell: Client<ShellContract> | null
  states: string[]
  pathOf(file: File): string | null
}

/** A page's `window`: messages that it posts to itself arrive later, with ports, from itself. */
class PageWindow extends EventTarget {
  postMessage(data: unknown, origin: string, ports: unknown[]) {
    if (origin !== 'app://ganvas') throw new Error(`posted to ${origin}`)
    const event = Object.assign(new Event('message'), { source: this, data, ports })
    queueMicrotask(() => this.dispatchEvent(event))
  }
}

const folders: string[] = []

/** Starts the real main.ts on a stand-in for Electron, up to a window that has loaded the page. */
export async function startShell({
  dataFolder = mkdtempSync(join(tmpdir(), 'ganvas-shell-')),
  argv = [],
  prepare = () => {},
}: {
  dataFolder?: string
  /** What the user wrote after the program's name. */
  argv?: string[]
  prepare?: (standIn: ReturnType<typeof createElectron>) => void
} = {}) {
  folders.push(dataFolder)
  vi.resetModules()
  vi.stubEnv('GANVAS_DATA', dataFolder)
  const standIn = createElectron()
  prepare(standIn)
  vi.doMock('electron', () => standIn.electron)
  const { argv: own } = process
  process.argv = ['ganvas', ...argv]
  try {
    await import('../../electron/main.ts')
  } finally {
    process.argv = own
  }
  await vi.waitFor(() => {
    if (standIn.answers.singleInstance && !standIn.windows[0]?.state.url) throw new Error('no window yet')
  })
  return { ...standIn, dataFolder, window: standIn.windows[0]! }
}

/** Loads the real preload.ts and the page's real connection in the window of the shell just started. */
export async function loadPage(exposed: Record<string, unknown>): Promise<Page> {
  const pageWindow = new PageWindow()
  vi.stubGlobal('window', pageWindow)
  vi.stubGlobal('location', { origin: 'app://ganvas' })
  await import('../../electron/preload.ts')
  Object.assign(pageWindow, exposed)
  const { engine, shell, onEngineState, pathOf } = await import('../../renderer/app/connection.ts')
  const states: string[] = []
  onEngineState((state) => states.push(state))
  return { engine, shell, states, pathOf }
}

/** Lets a stand-in engine process answer, as the engine does, with the handlers given. */
export function runEngine(engine: UtilityProcess, handlers: Partial<Handlers<EngineContract>>): void {
  engine.on('connection', (ports: PortMain[]) => {
    for (const port of ports)
      serve(engineContract, handlers as Handlers<EngineContract>, electronPortWire(port))
  })
  engine.emit('message', 'ready')
}

export function cleanUp(): void {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.doUnmock('electron')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
