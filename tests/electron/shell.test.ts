import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Settings } from '../../electron/contract/procedures/app.ts'
import { preventable } from './standIn.ts'
import { cleanUp, loadPage, runEngine, startShell } from './studio.ts'

afterEach(cleanUp)

const settings = Settings.parse({})

describe('the window', () => {
  it('is sandboxed, isolated and without Node', async () => {
    const { window } = await startShell()
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
    })
    expect(window.options.webPreferences.preload).toMatch(/preload\.cjs$/)
    expect(window.state.url).toBe('app://ganvas/')
  })

  it('appears when the page has painted', async () => {
    const { window } = await startShell()
    expect(window.state.shown).toBe(false)
    window.emit('ready-to-show')
    expect(window.state.shown).toBe(true)
  })

  it('opens where and how it was closed', async () => {
    const first = await startShell()
    first.window.bounds = { x: 100, y: 80, width: 1200, height: 700 }
    first.window.maximize()
    first.window.close()
    const again = await startShell({ dataFolder: first.dataFolder })
    expect(again.window.options).toMatchObject({ x: 100, y: 80, width: 1200, height: 700 })
    again.window.emit('ready-to-show')
    expect(again.window.state.maximized).toBe(true)
  })

  it.each([
    ['is off every screen', '{"x":5000,"y":80,"width":1200,"height":700,"maximized":false}'],
    ['is no JSON', '{"x":'],
    ['has a width of text', '{"x":0,"y":0,"width":"wide","height":700,"maximized":false}'],
  ])('is placed by the system when the remembered place %s', async (_why, text) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'ganvas-shell-'))
    writeFileSync(join(dataFolder, 'window.json'), text)
    const { window } = await startShell({ dataFolder })
    expect(window.options.x).toBeUndefined()
    expect(window.options.width).toBeGreaterThanOrEqual(1200)
  })
})

describe('the page', () => {
  it('may not leave, be redirected, embed pages or open windows', async () => {
    const { window } = await startShell()
    const page = window.webContents
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'app://ganvas/other.html']) {
      const event = preventable({ url, isMainFrame: true })
      page.emit('will-frame-navigate', event)
      expect(event.defaultPrevented).toBe(true)
      expect(page.openHandler?.({ url })).toEqual({ action: 'deny' })
    }
    for (const name of ['will-redirect', 'will-attach-webview']) {
      const event = preventable({ url: 'app://ganvas/' })
      page.emit(name, event)
      expect(event.defaultPrevented).toBe(true)
    }
    const inFrame = preventable({ url: 'app://ganvas/', isMainFrame: false })
    page.emit('will-frame-navigate', inFrame)
    expect(inFrame.defaultPrevented).toBe(true)
  })

  it('may load itself again', async () => {
    const { window } = await startShell()
    const event = preventable({ url: 'app://ganvas/', isMainFrame: true })
    window.webContents.emit('will-frame-navigate', event)
    expect(event.defaultPrevented).toBe(false)
  })

  it('is refused every permission but writing to the clipboard', async () => {
    const { handlers } = await startShell()
    const request = handlers.permissionRequest as (
      contents: unknown,
      permission: string,
      decide: (allowed: boolean) => void,
      details: { requestingUrl: string },
    ) => void
    const check = handlers.permissionCheck as (
      contents: unknown,
      permission: string,
      origin: string,
    ) => boolean
    const ask = (permission: string, requestingUrl: string) => {
      let allowed: boolean | undefined
      request(
        null,
        permission,
        (answer) => {
          allowed = answer
        },
        { requestingUrl },
      )
      return allowed
    }
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'hid',
    ]) {
      expect(ask(permission, 'app://ganvas/')).toBe(false)
      expect(check(null, permission, 'app://ganvas/')).toBe(false)
    }
    expect(ask('clipboard-sanitized-write', 'app://ganvas/')).toBe(true)
    expect(check(null, 'clipboard-sanitized-write', 'app://ganvas')).toBe(true)
    expect(ask('clipboard-sanitized-write', 'https://example.org/')).toBe(false)
    expect(check(null, 'clipboard-sanitized-write', 'https://example.org')).toBe(false)
    expect((handlers.devicePermission as () => boolean)()).toBe(false)
  })

  it('comes from its own scheme under a strict policy, and nothing else does', async () => {
    const { handlers } = await startShell()
    const serve = handlers.app as (request: { url: string; method: string }) => Promise<Response>
    const page = await serve({ url: 'app://ganvas/', method: 'GET' })
    expect(page.status).toBe(200)
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self'")
    for (const url of [
      'app://ganvas/../package.json',
      'app://ganvas/%2e%2e/%2e%2e/package.json',
      'app://ganvas/..%2fmain%2fengine.js',
      'app://other/index.html',
      'app://ganvas/missing.js',
    ]) {
      const response = await serve({ url, method: 'GET' })
      expect(response.status).toBe(404)
      const policy = response.headers.get('Content-Security-Policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval';/)
    }
  })
})

describe('the ports', () => {
  it('connect the page to the engine and to the window', async () => {
    const { window, engines, exposed } = await startShell()
    expect(engines[0]?.modulePath).toMatch(/engine\.js$/)
    runEngine(engines[0]!, { 'settings.get': () => ({ ...settings, theme: 'dark' }) })
    const page = await loadPage(exposed)
    expect(await page.engine.call('settings.get', {})).toMatchObject({ theme: 'dark' })
    await page.shell?.call('window.describe', { title: 'Sea — Ganvas', unsaved: true })
    expect(window.state).toMatchObject({ title: 'Sea — Ganvas', edited: true })
    expect(page.states).toEqual(['starting', 'ready'])
  })

  it('wait for an engine that is still starting', async () => {
    const { engines, exposed } = await startShell()
    const page = await loadPage(exposed)
    const answer = page.engine.call('settings.get', {})
    runEngine(engines[0]!, { 'settings.get': () => settings })
    expect(await answer).toEqual(settings)
  })

  it('are refused to every frame but the page itself', async () => {
    const { window, toMain, toRenderer } = await startShell()
    const sent: unknown[] = []
    toRenderer.on('ganvas', (_event, message) => sent.push(message))
    toMain.emit('ganvas', { senderFrame: { url: 'app://ganvas/' } })
    toMain.emit('ganvas', { senderFrame: null })
    window.webContents.mainFrame = { url: 'https://example.org/' }
    toMain.emit('ganvas', { senderFrame: window.webContents.mainFrame })
    expect(sent).toEqual([])
    window.webContents.mainFrame = { url: 'app://ganvas/' }
    toMain.emit('ganvas', { senderFrame: window.webContents.mainFrame })
    expect(sent).toEqual(['shell'])
  })

  it('give the path of a dropped file, and no other way to the disk', async () => {
    const { exposed } = await startShell()
    const page = await loadPage(exposed)
    expect(page.pathOf(new File([], 'sea.png'))).toBe('/dropped/sea.png')
    expect(Object.keys(exposed)).toEqual(['ganvasDesktop'])
    expect(Object.keys(exposed.ganvasDesktop as object).sort()).toEqual(['connect', 'pathOf'])
  })
})

describe('the store of secrets', () => {
  const ask = async (store: string | null, action: 'seal' | 'open', text: string) => {
    const { engines, answers } = await startShell()
    answers.secretStore = store
    engines[0]!.emit('message', { vault: { id: 7, action, text } })
    return engines[0]!.told
  }
  const answer = (text: string | null) => [{ vault: { id: 7, text } }]
  const sealed = Buffer.from('sealed open sesame').toString('base64')

  it('seals for the engine, and opens what it sealed', async () => {
    expect(await ask('gnome_libsecret', 'seal', 'open sesame')).toEqual(answer(sealed))
    expect(await ask('gnome_libsecret', 'open', sealed)).toEqual(answer('open sesame'))
    expect(await ask('gnome_libsecret', 'open', 'c29tZXRoaW5n')).toEqual(answer(null))
  })

  it('is none where nothing keeps the key, or everybody knows it', async () => {
    expect(await ask(null, 'seal', 'open sesame')).toEqual(answer(null))
    const known = process.platform === 'linux' ? null : sealed
    expect(await ask('basic_text', 'seal', 'open sesame')).toEqual(answer(known))
  })
})

describe('an engine that dies', () => {
  it('fails the calls in flight, tells the page, is started again and serves the next call', async () => {
    const { engines, exposed, dataFolder } = await startShell()
    runEngine(engines[0]!, { 'settings.get': () => new Promise(() => {}) })
    const page = await loadPage(exposed)
    const lost = page.engine.call('settings.get', {})
    const rejected = expect(lost).rejects.toMatchObject({ code: 'engine-lost' })
    await expect.poll(() => engines[0]?.connections.length).toBe(1)
    engines[0]!.die(139)
    await rejected
    await expect.poll(() => page.states.at(-1)).toBe('lost')

    await expect.poll(() => engines.length).toBe(2)
    runEngine(engines[1]!, { 'settings.get': () => settings })
    expect(await page.engine.call('settings.get', {})).toEqual(settings)
    expect(page.states).toEqual(['starting', 'ready', 'lost', 'ready'])
    expect(readFileSync(join(dataFolder, 'logs', 'ganvas.log'), 'utf8')).toContain('exit code 139')
  })

  it('ends with the window, and is not started again', async () => {
    const { window, engines } = await startShell()
    let ended = false
    engines[0]!.once('exit', () => {
      ended = true
    })
    // What starts an engine again waits first.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    window.close()
    await vi.advanceTimersByTimeAsync(60_000)
    vi.useRealTimers()
    expect(ended).toBe(true)
    expect(engines).toHaveLength(1)
  })
})

describe('a page that is loaded again', () => {
  it('gets new ports', async () => {
    const { window, engines, exposed, toMain } = await startShell()
    runEngine(engines[0]!, { 'settings.get': () => settings })
    await loadPage(exposed)
    window.webContents.reload()
    toMain.emit('ganvas', { senderFrame: window.webContents.mainFrame })
    await expect.poll(() => engines[0]?.connections.length).toBe(2)
  })

  it('is loaded again when it crashed', async () => {
    const { window } = await startShell()
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(window.webContents.reloads).toBe(1)
  })
})

it('leaves a second instance to the first', async () => {
  const { windows, engines } = await startShell({
    prepare: ({ answers }) => {
      answers.singleInstance = false
    },
  })
  expect(windows).toEqual([])
  expect(engines).toEqual([])
})
