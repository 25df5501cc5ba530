import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Settings } from '../../contract/procedures/app.ts'
import { ConfiguredServers } from './configured.ts'
import { Tokens } from './tokens.ts'
import { noVault, type Vault } from './vault.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ganvas-tokens-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = () => join(folder, 'server-tokens.json')
const turned = (text: string) => [...text].reverse().join('')
const vault: Vault = { seal: async (secret) => turned(secret), open: async (sealed) => turned(sealed) }
const onWindows = process.platform === 'win32'

test('without a store a token lies in a file that only the user can read, even one that was open before', async () => {
  writeFileSync(path(), '{}', { mode: 0o644 })
  const tokens = new Tokens(folder, noVault)
  await tokens.set('http://a', 'open sesame')
  expect(await tokens.get('http://a')).toBe('open sesame')
  expect(tokens.placeOf('http://a')).toBe('file')
  if (!onWindows) expect(statSync(path()).mode & 0o777).toBe(0o600)
  await tokens.set('http://a', '')
  expect([await tokens.get('http://a'), tokens.placeOf('http://a')]).toEqual([undefined, null])
})

test('with one it is sealed, and who cannot open it is told so', async () => {
  const tokens = new Tokens(folder, vault)
  await tokens.set('http://a', 'open sesame')
  expect(readFileSync(path(), 'utf8')).not.toContain('open sesame')
  expect([await tokens.get('http://a'), tokens.placeOf('http://a')]).toEqual(['open sesame', 'system'])
  expect(await new Tokens(folder, noVault).get('http://a')).toBeNull()
})

function configured(environment: NodeJS.ProcessEnv = {}, own: Vault = vault) {
  let kept = Settings.parse({})
  const settings = {
    get: () => kept,
    set: (changes: object) => {
      kept = { ...kept, ...changes }
      return kept
    },
  }
  return new ConfiguredServers(settings, new Tokens(folder, own), environment)
}

test('servers are added, changed and removed with their tokens', async () => {
  const servers = configured()
  expect(servers.addresses).toEqual([])
  await servers.add(await servers.accessTo('machine:8000/'), 'one')
  await servers.add(await servers.accessTo('https://other'), undefined)
  // Another authority; the token stays.
  await servers.add(await servers.accessTo('http://machine:8000', undefined, '/ca.pem'), undefined)
  expect(await servers.access()).toEqual([
    { address: 'http://machine:8000', token: 'one', authority: '/ca.pem' },
    { address: 'https://other', token: undefined },
  ])
  await servers.remove('http://machine:8000')
  expect(servers.list()).toEqual([{ address: 'https://other', authority: '', token: null }])
  await expect(servers.remove('http://machine:8000')).rejects.toMatchObject({ code: 'not-found' })
  expect(readFileSync(path(), 'utf8')).toBe('{}')
})

test('those of the environment stand for all others, and its token for every token', async () => {
  await configured().add({ address: 'http://a' }, 'kept')
  const named = JSON.stringify([{ address: 'http://a' }, { address: 'http://b', authority: '/ca.pem' }])
  const servers = configured({ GANVAS_SERVERS: named })
  expect(await servers.access()).toEqual([
    { address: 'http://a', token: 'kept' },
    { address: 'http://b', authority: '/ca.pem', token: undefined },
  ])
  const given = configured({ GANVAS_SERVERS: named, GANVAS_SERVER_TOKEN: 'given' })
  expect((await given.access()).map(({ token }) => token)).toEqual(['given', 'given'])
  // The window sealed it, and this is not the window.
  await expect(configured({ GANVAS_SERVERS: named }, noVault).access()).rejects.toThrow(
    /token of http:\/\/a lies sealed in the system’s store.*GANVAS_SERVER_TOKEN/,
  )
})
