import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { diskError } from '../contract/diskError.ts'
import { Settings, type SettingsChanges } from '../contract/procedures/app.ts'
import type { Log } from './logs.ts'

/** With those that have ways of their own to be changed. */
type AllChanges = SettingsChanges & Partial<Pick<Settings, 'modelsFolder' | 'servers'>>

export interface SettingsStore {
  /** The settings as they are on disk now; a key that is missing or bad has its default. */
  get(): Settings
  /** @throws GanvasError `disk` when they cannot be written; they are then as before. */
  set(changes: AllChanges): Settings
}

/** The settings in `settings.json` of the data folder. A file that is not JSON is kept aside, not overwritten. */
export function openSettings(dataFolder: string, log: Log): SettingsStore {
  const path = join(dataFolder, 'settings.json')
  setBrokenAside(path, log)
  const conf = new Conf<Record<string, unknown>>({
    cwd: dataFolder,
    configName: 'settings',
    projectName: 'ganvas',
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  })
  const reported = new Set<string>()

  function get(): Settings {
    const stored = conf.store
    const sound: Record<string, unknown> = {}
    for (const [key, schema] of Object.entries(Settings.shape)) {
      const value = schema.safeParse(stored[key])
      sound[key] = value.success ? value.data : schema.parse(undefined)
      if (value.success || reported.has(key)) continue
      reported.add(key)
      log.warn(
        `Setting "${key}" in ${path} is not valid (${JSON.stringify(stored[key])}); its default is used.`,
      )
    }
    return Settings.parse(sound)
  }

  function set(changes: AllChanges): Settings {
    const kept = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    try {
      conf.set(kept)
    } catch (error) {
      throw diskError('saveSettings', path, error)
    }
    return get()
  }

  return { get, set }
}

function setBrokenAside(path: string, log: Log): void {
  if (!existsSync(path)) return
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  const aside = path.replace(/\.json$/, `.broken-${Date.now()}.json`)
  renameSync(path, aside)
  log.warn(`${path} is not readable as settings. It was kept as ${aside}; defaults are used.`)
}
