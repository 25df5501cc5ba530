import { Menu } from 'electron'

/**
 * The studio's menus are in the page. macOS alone needs a native one, or the system's own shortcuts for quitting,
 * hiding and editing text would be missing.
 */
export function setNativeMenu(platform: NodeJS.Platform): void {
  const menu =
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null
  Menu.setApplicationMenu(menu)
}
