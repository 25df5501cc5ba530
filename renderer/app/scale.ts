import { settings } from './settings.ts'

/** Keeps the page as large as the user chose. */
export function followScale(): void {
  const apply = () => {
    const { scale } = settings.getState()
    document.documentElement.style.setProperty('--scale', String(scale))
  }
  apply()
  settings.subscribe((now, before) => {
    if (now.scale !== before.scale) apply()
  })
}
