import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, type BrowserWindow, session } from 'electron'
import { describeThrown, openLog } from './engine/logs.ts'
import { dataFolder as findDataFolder } from './engine/paths.ts'
import { filesIn } from './shell/arguments.ts'
import { guardClosing } from './shell/closing.ts'
import { startElectronEngine } from './shell/electronEngine.ts'
import { guardPages, guardPermissions } from './shell/guards.ts'
import { setNativeMenu } from './shell/menu.ts'
import { pageUrl, registerPageScheme, servePage } from './shell/pageProtocol.ts'
import { handOutPorts, type Ports } from './shell/ports.ts'
import { createShellHandlers } from './shell/shellHandlers.ts'
import { superviseEngine } from './shell/supervisor.ts'
import { Waiting } from './shell/waiting.ts'
import { createWindow } from './shell/window.ts'
import { keepWindowState, readWindowState } from './shell/windowState.ts'

/* The Electron shell: one window with the page, the engine beside it, and the wires between the two. */

const dataFolder = findDataFolder()
mkdirSync(dataFolder, { recursive: true })
// Chromium's own files; also what makes two data folders two programs for the single-instance lock.
app.setPath('userData', join(dataFolder, 'window'))
const log = openLog(dataFolder, 'window')

const firstArgument = app.isPackaged ? 1 : 2
const filesToOpen = new Waiting<string[]>()
/** While the engine saves what is under way, before the program may quit. */
let ending: Promise<void> | null = null

function openFiles(paths: string[]) {
  if (paths.length > 0) filesToOpen.put(paths)
}

function openStudio(): BrowserWindow {
  const statePath = join(dataFolder, 'window.json')
  const window = createWindow(readWindowState(statePath))
  keepWindowState(window, statePath)
  const closing = guardClosing(window)

  let ports: Ports | null = null
  const engine = superviseEngine(startElectronEngine, (state, reason) => {
    if (state === 'ready') ports?.engineReady()
    if (state !== 'lost') return
    log.error(`The engine stopped (${reason}); starting it again.`)
    ports?.engineLost()
  })
  const handlers = createShellHandlers({ window, closing, filesToOpen })
  ports = handOutPorts(window, handlers, () => engine.run)

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error(`The page stopped (${reason}); loading it again.`)
    if (reason !== 'clean-exit') window.webContents.reload()
  })
  window.once('closed', () => {
    ending = engine.stop()
  })
  void window.loadURL(pageUrl)
  return window
}

if (app.requestSingleInstanceLock()) {
  registerPageScheme()
  guardPages()
  let window: BrowserWindow | null = null
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFiles([path])
  })
  app.on('second-instance', (_event, argv, folder) => {
    openFiles(filesIn(argv, firstArgument, folder))
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (!ending) return
    event.preventDefault()
    const engineEnded = ending
    ending = null
    void engineEnded.then(() => app.quit())
  })
  openFiles(filesIn(process.argv, firstArgument, process.cwd()))
  app
    .whenReady()
    .then(() => {
      setNativeMenu(process.platform)
      guardPermissions(session.defaultSession)
      servePage(fileURLToPath(new URL('../renderer', import.meta.url)))
      window = openStudio()
    })
    .catch((error: unknown) => {
      log.error(`The studio could not open: ${describeThrown(error)}`)
      app.exit(1)
    })
} else {
  app.quit()
}
