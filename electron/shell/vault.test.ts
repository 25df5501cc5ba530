import { EventEmitter } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UtilityProcess } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Settings } from '../contract/procedures/app.ts'
import { ConfiguredServers } from '../engine/serving/configured.ts'
import { Tokens } from '../engine/serving/tokens.ts'
import { type Vault, vaultBehind } from '../engine/serving/vault.ts'
import { serveVault } from './vault.ts'

/* Both ends of the store of secrets, over a store that stands for the system's. */

const store = vi.hoisted(() => ({
  available: true,
  backend: 'gnome_libsecret',
  /** What it seals with: another one cannot open what this one sealed. */
  key: 7,
  fails: false,
}))
vi.mock('electron', () => ({
  safeStorage: {
    isEncryptionAvailable: () => store.available,
    getSelectedStorageBackend: () => store.backend,
    encryptString(secret: string) {
      if (store.fails) throw new Error('The keyring is locked.')
      return Buffer.from([store.key, ...Buffer.from(secret).map((byte) => byte ^ store.key)])
    },
    decryptString(sealed: Buffer) {
      if (sealed[0] !== store.key) throw new Error('Error while decrypting the ciphertext.')
      return Buffer.from(sealed.subarray(1).map((byte) => byte ^ store.key)).toString()
    },
  },
}))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ganvas-vault-'))
  Object.assign(store, { available: true, backend: 'gnome_libsecret', key: 7, fails: false })
})
afterEach(() => rmSync(folder, { recursive: true }))

const ADDRESS = 'http://127.0.0.1:8000'
const kept = () => readFileSync(join(folder, 'server-tokens.json'), 'utf8')

/** The engine's end of a store whose other end the window has; each hears what the other one posts. */
function openVault(): Vault {
  const [window, port] = [new EventEmitter(), new EventEmitter()]
  serveVault(
    Object.assign(window, {
      postMessage: (data: unknown) => queueMicrotask(() => port.emit('message', { data })),
    }) as unknown as UtilityProcess,
  )
  return vaultBehind(
    Object.assign(port, {
      postMessage: (message: unknown) => queueMicrotask(() => window.emit('message', message)),
    }),
  )
}

const tokens = () => new Tokens(folder, openVault())

test('a token is sealed by the system’s store, and there again when Ganvas is started anew', async () => {
  await tokens().set(ADDRESS, 'öffne dich')
  expect(kept()).not.toContain('öffne')
  expect(tokens().placeOf(ADDRESS)).toBe('system')
  expect(await tokens().get(ADDRESS)).toBe('öffne dich')
})

test.each([
  ['there is none', { available: false }],
  ['it hides nothing, as on a Linux without a keyring', { backend: 'basic_text' }],
  ['it fails', { fails: true }],
])('where %s, a token is kept in the file, and is said to be there', async (_, state) => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue('linux')
  Object.assign(store, state)
  await tokens().set(ADDRESS, 'open sesame')
  expect(tokens().placeOf(ADDRESS)).toBe('file')
  expect(await tokens().get(ADDRESS)).toBe('open sesame')
  vi.restoreAllMocks()
})

test.each([
  ['was made anew', { key: 8 }],
  ['is gone', { available: false }],
])('a token whose store %s is said to be unreadable, and can be entered again', async (_, state) => {
  await tokens().set(ADDRESS, 'open sesame')
  Object.assign(store, state)
  expect(await tokens().get(ADDRESS)).toBeNull()
  const settings = {
    get: () => Settings.parse({ servers: [{ address: ADDRESS, authority: '' }] }),
    set: () => Settings.parse({}),
  }
  const servers = new ConfiguredServers(settings, tokens(), {})
  await expect(servers.access()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/token of http:\/\/127\.0\.0\.1:8000 .* Enter it anew/),
  })
  await tokens().set(ADDRESS, 'sesame')
  expect(await servers.access()).toMatchObject([{ address: ADDRESS, token: 'sesame' }])
})
