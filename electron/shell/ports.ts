import { type BrowserWindow, ipcMain, MessageChannelMain } from 'electron'
import type { Handlers } from '../contract/server.ts'
import { serve } from '../contract/server.ts'
import { type ShellContract, shellContract } from '../contract/shell.ts'
import { electronPortWire } from '../contract/wires/port.ts'
import type { ElectronEngineRun } from './electronEngine.ts'
import { isPage } from './pageProtocol.ts'

export interface Ports {
  /** The engine is there: its port goes to the page, if one asked already. */
  engineReady(): void
  engineLost(): void
}

/**
 * Hands the page its two ports when it asks: one to this process for the shell's procedures, one straight to the
 * engine. Only the main frame of this very window, showing the page, is answered.
 */
export function handOutPorts(
  window: BrowserWindow,
  handlers: Handlers<ShellContract>,
  engine: () => ElectronEngineRun | null,
): Ports {
  const page = window.webContents
  let asked = false

  function sendShellPort() {
    const { port1, port2 } = new MessageChannelMain()
    serve(shellContract, handlers, electronPortWire(port1))
    page.postMessage('ganvas', 'shell', [port2])
  }

  function sendEnginePort() {
    const run = engine()
    if (!run || !asked || page.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    run.process.postMessage('connect', [port1])
    page.postMessage('ganvas', 'engine', [port2])
  }

  ipcMain.on('ganvas', ({ senderFrame }) => {
    if (!senderFrame || senderFrame !== page.mainFrame || !isPage(senderFrame.url)) return
    asked = true
    sendShellPort()
    sendEnginePort()
  })
  // A page that is reloaded asks again when it is ready to listen.
  page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) asked = false
  })

  return {
    engineReady: sendEnginePort,
    engineLost() {
      if (asked && !page.isDestroyed()) page.postMessage('ganvas', 'engine-lost')
    },
  }
}
