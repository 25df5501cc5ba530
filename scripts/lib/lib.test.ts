import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findBrowser } from './browser.mjs'
import { findElectron } from './electron.mjs'
import { isInstalled } from './install.mjs'
import { hashSources } from './sources.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ganvas-scripts-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

function write(file: string, content: string | object) {
  mkdirSync(join(root, file, '..'), { recursive: true })
  writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
}

describe('whether packages are installed', () => {
  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/native-other-platform': { version: '2.0.0', optional: true },
  }
  const lock = () => write('package-lock.json', { packages: locked })
  const installed = (packages: object) => write('node_modules/.package-lock.json', { packages })

  it('is no before the first time', () => {
    lock()
    expect(isInstalled(root)).toBe(false)
  })

  it('is yes when all but optional ones are there', () => {
    lock()
    installed({ 'node_modules/a': { version: '1.0.0' } })
    expect(isInstalled(root)).toBe(true)
  })

  it('is no when one has another version, or is missing', () => {
    lock()
    installed({ 'node_modules/a': { version: '1.0.1' } })
    expect(isInstalled(root)).toBe(false)
    installed({})
    expect(isInstalled(root)).toBe(false)
  })
})

describe('the hash of sources', () => {
  const hash = () => hashSources([join(root, 'src')])

  it('changes with what a file holds, and with its name', () => {
    write('src/a.ts', 'one')
    const before = hash()
    expect(hash()).toBe(before)
    write('src/a.ts', 'two')
    const changed = hash()
    expect(changed).not.toBe(before)
    rmSync(join(root, 'src/a.ts'))
    write('src/deep/b.ts', 'two')
    expect(hash()).not.toBe(changed)
  })

  it('does not change with a test', () => {
    write('src/a.ts', 'one')
    const before = hash()
    write('src/a.test.ts', 'a test')
    expect(hash()).toBe(before)
  })
})

describe("Electron's program", () => {
  it('is found once it has been downloaded', () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined)
    expect(findElectron(root)).toBeNull()
    write('node_modules/electron/path.txt', 'electron')
    expect(findElectron(root)).toBeNull()
    write('node_modules/electron/dist/electron', '')
    expect(findElectron(root)).toBe(join(root, 'node_modules/electron/dist/electron'))
  })
})

it('takes the browser that GANVAS_BROWSER names', () => {
  vi.stubEnv('GANVAS_BROWSER', '/opt/browser')
  expect(findBrowser()).toBe('/opt/browser')
})
