import { settings } from './settings.ts'

/**
 * Keeps the page as large as the user chose. All of it is zoomed but the canvas, whose pixels are the screen's, and what
 * stands at a place of the screen: menus, lists, hints. Those are zoomed within; see `scale.css`.
 */
export function followScale(): void {
  const apply = () => {
    const { scale } = settings.getState()
    const { style } = document.documentElement
    style.setProperty('--scale', String(scale))
    style.zoom = String(scale)
  }
  apply()
  settings.subscribe((now, before) => {
    if (now.scale !== before.scale) apply()
  })
}
