import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Settings, SettingsChanges } from '../contract/procedures/app.ts'
import { openSettings } from './settings.ts'

let folder: string
let lines: string[]
const log = {
  info: (text: string) => lines.push(text),
  warn: (text: string) => lines.push(text),
  error: (text: string) => lines.push(text),
}
const file = () => join(folder, 'settings.json')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ganvas-settings-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('starts with the defaults', () => {
  expect(openSettings(folder, log).get()).toEqual(Settings.parse({}))
})

it('keeps what was set across a restart', () => {
  openSettings(folder, log).set({ theme: 'dark', swatches: ['#102030'] })
  expect(openSettings(folder, log).get()).toMatchObject({ theme: 'dark', swatches: ['#102030'] })
})

it('changes nothing but what a change names', () => {
  const settings = openSettings(folder, log)
  settings.set({ theme: 'dark' })
  settings.set(SettingsChanges.parse({ language: 'zh-CN' }))
  expect(settings.get()).toMatchObject({ theme: 'dark', language: 'zh-CN' })
})

it('lets a bad key fall back alone, and says so once', () => {
  writeFileSync(file(), JSON.stringify({ theme: 'dark', historyBudgetMb: -5, swatches: ['red'] }))
  const settings = openSettings(folder, log)
  expect(settings.get()).toMatchObject({ theme: 'dark', historyBudgetMb: 1024, swatches: [] })
  settings.get()
  expect(lines.filter((line) => line.includes('historyBudgetMb'))).toHaveLength(1)
})

it.each(['{"theme": "da', '[1, 2]', '', 'null'])(
  'keeps a file that holds %j aside and uses defaults',
  (text) => {
    writeFileSync(file(), text)
    const settings = openSettings(folder, log)
    expect(settings.get()).toEqual(Settings.parse({}))
    const aside = readdirSync(folder).find((name) => name.startsWith('settings.broken-'))
    expect(readFileSync(join(folder, aside!), 'utf8')).toBe(text)
    expect(lines.join()).toContain(aside)
  },
)

it('says when they cannot be saved', () => {
  const settings = openSettings(folder, log)
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file where the folder was')
  expect(() => settings.set({ theme: 'dark' })).toThrow(expect.objectContaining({ code: 'disk' }))
})
