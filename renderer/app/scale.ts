import { settings } from './settings.ts'

/** Keeps the page as large as the user chose: all of it is zoomed but the canvas, whose pixels are the screen's; see `scale.css`. */
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
