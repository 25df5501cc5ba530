import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { Settings } from '../../electron/contract/procedures/app.ts'
import { engine } from './connection.ts'
import { reportError } from './failures.ts'

/** What the user chose, as the engine keeps it; the defaults until it answered. */
export const settings = createStore<Settings>(() => Settings.parse({}))

export const useSettings = <T>(selector: (state: Settings) => T): T => useStore(settings, selector)

let pending: Partial<Settings> = {}
let timer: ReturnType<typeof setTimeout> | undefined

/** Applies at once and is written shortly after, so that a dragged divider does not write sixty times a second. */
export function updateSettings(change: Partial<Settings>): void {
  settings.setState(change)
  pending = { ...pending, ...change }
  clearTimeout(timer)
  timer = setTimeout(() => void flushSettings(), 300)
}

/** Writes what is still waiting. */
export async function flushSettings(): Promise<void> {
  clearTimeout(timer)
  const change = pending
  pending = {}
  if (Object.keys(change).length === 0) return
  try {
    await engine.call('settings.set', change)
  } catch (thrown) {
    reportError(thrown, 'app:failure.settings')
  }
}

export async function loadSettings(): Promise<void> {
  settings.setState(await engine.call('settings.get', {}))
}

/** One remembered part of the layout, by its name. */
export function layoutPart<T>(name: string, fallback: T): T {
  const value = settings.getState().layout[name]
  return value === undefined ? fallback : (value as T)
}

export function rememberLayout(name: string, value: unknown): void {
  updateSettings({ layout: { ...settings.getState().layout, [name]: value } })
}
