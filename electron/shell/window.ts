import { fileURLToPath } from 'node:url'
import { app, BrowserWindow } from 'electron'
import type { WindowState } from './windowState.ts'

/** The studio's window: sandboxed, isolated, without Node. Shown when the page has painted. */
export function createWindow({ x, y, width, height, maximized }: WindowState): BrowserWindow {
  const window = new BrowserWindow({
    ...(x !== undefined && y !== undefined && { x, y }),
    width,
    height,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Ganvas',
    icon: fileURLToPath(new URL('../../assets/icons/ganvas.png', import.meta.url)),
    backgroundColor: '#1b1b1d',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  // The page describes its document; the title of its HTML is not news.
  window.on('page-title-updated', (event) => event.preventDefault())
  return window
}
