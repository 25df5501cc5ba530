import { EventEmitter } from 'node:events'
import { MessageChannelMain, type PortMain, UtilityProcess } from './ports.ts'

/*
 * A stand-in for the `electron` module that behaves as Electron's documentation says, for the part that Ganvas
 * uses: enough to run the real main.ts and preload.ts in one process, and to look at what they asked for.
 */

/** An event object whose `preventDefault` is remembered. */
export function preventable<T extends object>(fields = {} as T) {
  return {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}

interface Frame {
  url: string
}

export class WebContents extends EventEmitter {
  mainFrame: Frame = { url: '' }
  reloads = 0
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  readonly #toRenderer: EventEmitter
  constructor(toRenderer: EventEmitter) {
    super()
    this.#toRenderer = toRenderer
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }
  isDestroyed() {
    return false
  }
  postMessage(channel: string, message: unknown, ports: PortMain[] = []) {
    // In a page a transferred port is a DOM one.
    this.#toRenderer.emit(channel, { ports: ports.map((port) => port.raw) }, structuredClone(message))
  }
  reload() {
    this.reloads++
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  }
}

export interface WindowOptions {
  width: number
  height: number
  x?: number
  y?: number
  show: boolean
  webPreferences: Record<string, unknown>
}

export function createElectron() {
  const toRenderer = new EventEmitter()
  const toMain = new EventEmitter()
  const windows: BrowserWindow[] = []
  const engines: UtilityProcess[] = []
  const exposed: Record<string, unknown> = {}
  const handlers: Record<string, unknown> = {}
  const asked: { dialog: unknown[]; messageBoxes: number; shown: string[]; menu: unknown; exited: number[] } =
    {
      dialog: [],
      messageBoxes: 0,
      shown: [],
      menu: undefined,
      exited: [],
    }
  const answers = {
    open: { canceled: false, filePaths: [] as string[] },
    save: { canceled: false, filePath: '' },
    messageBox: 0,
    singleInstance: true,
    /** What keeps secrets on Linux; null: nothing does. */
    secretStore: 'gnome_libsecret' as string | null,
  }

  class BrowserWindow extends EventEmitter {
    readonly options: WindowOptions
    readonly webContents = new WebContents(toRenderer)
    readonly state = {
      title: '',
      edited: false,
      shown: false,
      maximized: false,
      focused: 0,
      destroyed: false,
      url: '',
    }
    bounds = { x: 10, y: 20, width: 0, height: 0 }
    constructor(options: WindowOptions) {
      super()
      this.options = options
      this.bounds = { ...this.bounds, ...pick(options) }
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    async loadURL(url: string) {
      this.state.url = url
      this.webContents.mainFrame = { url }
    }
    /** Emits `close`, which may be prevented; else the window goes. */
    close() {
      const event = preventable()
      this.emit('close', event)
      if (event.defaultPrevented) return
      this.state.destroyed = true
      this.emit('closed')
      if (windows.every((window) => window.state.destroyed) && !app.quitting) app.emit('window-all-closed')
    }
    setTitle(title: string) {
      this.state.title = title
    }
    setDocumentEdited(edited: boolean) {
      this.state.edited = edited
    }
    show() {
      this.state.shown = true
    }
    maximize() {
      this.state.maximized = true
    }
    isMaximized() {
      return this.state.maximized
    }
    isMinimized() {
      return false
    }
    focus() {
      this.state.focused++
    }
    getNormalBounds() {
      return this.bounds
    }
  }

  class App extends EventEmitter {
    isPackaged = true
    quitting = false
    hasQuit = false
    paths: Record<string, string> = { pictures: '/home/user/Pictures' }
    setPath(name: string, path: string) {
      this.paths[name] = path
    }
    getPath(name: string) {
      return this.paths[name] ?? ''
    }
    requestSingleInstanceLock() {
      return answers.singleInstance
    }
    async whenReady() {}
    /** `before-quit`, then every window is asked to close; one that refuses ends the attempt, as `will-quit` may. */
    quit() {
      this.quitting = true
      this.emit('before-quit', preventable())
      for (const window of windows) if (!window.state.destroyed) window.close()
      const willQuit = preventable()
      if (windows.every((window) => window.state.destroyed)) this.emit('will-quit', willQuit)
      this.hasQuit = windows.every((window) => window.state.destroyed) && !willQuit.defaultPrevented
      this.quitting = this.hasQuit
    }
    exit(code: number) {
      asked.exited.push(code)
    }
  }
  const app = new App()

  const electron = {
    app,
    BrowserWindow,
    MessageChannelMain,
    ipcMain: toMain,
    ipcRenderer: {
      on: (channel: string, listener: (...args: unknown[]) => void) => toRenderer.on(channel, listener),
      send: (channel: string, ...args: unknown[]) =>
        toMain.emit(channel, { senderFrame: windows[0]?.webContents.mainFrame }, ...args),
    },
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) => {
        exposed[name] = api
      },
    },
    webUtils: { getPathForFile: (file: File) => `/dropped/${file.name}` },
    safeStorage: {
      isEncryptionAvailable: () => answers.secretStore !== null,
      getSelectedStorageBackend: () => answers.secretStore,
      encryptString: (text: string) => Buffer.from(`sealed ${text}`),
      decryptString(sealed: Buffer) {
        if (!sealed.toString().startsWith('sealed ')) throw new Error('not sealed here')
        return sealed.toString().slice('sealed '.length)
      },
    },
    utilityProcess: {
      fork(modulePath: string) {
        const engine = new UtilityProcess(modulePath)
        engines.push(engine)
        return engine
      },
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) => {
        handlers.schemes = schemes
      },
      handle: (scheme: string, handler: unknown) => {
        handlers[scheme] = handler
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: unknown) => {
          handlers.permissionRequest = handler
        },
        setPermissionCheckHandler: (handler: unknown) => {
          handlers.permissionCheck = handler
        },
        setDevicePermissionHandler: (handler: unknown) => {
          handlers.devicePermission = handler
        },
      },
    },
    dialog: {
      showOpenDialog: async (_window: unknown, options: unknown) => {
        asked.dialog.push(options)
        return answers.open
      },
      showSaveDialog: async (_window: unknown, options: unknown) => {
        asked.dialog.push(options)
        return answers.save
      },
      showMessageBoxSync: () => {
        asked.messageBoxes++
        return answers.messageBox
      },
    },
    shell: { showItemInFolder: (path: string) => asked.shown.push(path) },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => {
        asked.menu = menu
      },
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
  }
  return { electron, app, windows, engines, exposed, handlers, asked, answers, toMain, toRenderer }
}

function pick({ x, y, width, height }: WindowOptions) {
  return { ...(x !== undefined && { x }), ...(y !== undefined && { y }), width, height }
}

export type StandIn = ReturnType<typeof createElectron>
