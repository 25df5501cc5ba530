import { settings, updateSettings } from '../settings.ts'
import { folderOf } from './formats.ts'

/** Newest first, each path once, at most `limit`. */
export function withRecent(recent: readonly string[], path: string, limit = 12): string[] {
  return [path, ...recent.filter((other) => other !== path)].slice(0, limit)
}

/** Lists a file under Open recent, and starts the next file dialog in its folder. */
export function rememberFile(path: string): void {
  const { recentFiles } = settings.getState()
  updateSettings({ recentFiles: withRecent(recentFiles, path), lastFolder: folderOf(path) })
}
