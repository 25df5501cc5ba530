import { useSyncExternalStore } from 'react'
import { settings } from './settings.ts'

export type Theme = 'light' | 'dark'

const systemTheme = () => window.matchMedia('(prefers-color-scheme: dark)')

/** The theme in use: the chosen one, or the system's. */
export function currentTheme(): Theme {
  const { theme } = settings.getState()
  return theme === 'system' ? (systemTheme().matches ? 'dark' : 'light') : theme
}

function subscribe(listener: () => void): () => void {
  const system = systemTheme()
  system.addEventListener('change', listener)
  const leave = settings.subscribe(listener)
  return () => {
    system.removeEventListener('change', listener)
    leave()
  }
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, currentTheme)

/** Keeps `:root[data-theme]`, which every colour follows, at the theme in use. */
export function followTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = currentTheme()
  }
  apply()
  subscribe(apply)
}
