import { useSyncExternalStore } from 'react'

/** What the canvas draws with; the rest of the studio's look comes by CSS. */
export interface CanvasColors {
  readonly checkerLight: string
  readonly checkerDark: string
  readonly accent: string
  readonly surface: string
  readonly text: string
  readonly tick: string
}

let cached: { theme: string; colors: CanvasColors } | null = null

/** The colours of the theme in use; the same object until it changes. */
export function canvasColors(): CanvasColors {
  const root = document.documentElement
  const theme = root.dataset.theme ?? ''
  if (cached?.theme !== theme) {
    const style = getComputedStyle(root)
    const color = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback
    cached = {
      theme,
      colors: {
        checkerLight: color('--checker-a', '#ffffff'),
        checkerDark: color('--checker-b', '#d4d4d4'),
        accent: color('--ring', '#1d63cd'),
        surface: color('--surface', '#f1f1f1'),
        text: color('--text-secondary', '#575757'),
        tick: color('--track', '#bcbcbc'),
      },
    }
  }
  return cached.colors
}

function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

export function useCanvasColors(): CanvasColors {
  return useSyncExternalStore(onThemeChange, canvasColors)
}
