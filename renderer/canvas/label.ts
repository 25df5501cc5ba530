import type { Label } from '../document/types.ts'
import type canvas from '../i18n/en/canvas.ts'

/** The name of a history entry, from this area's translations. */
export function canvasLabel(key: keyof (typeof canvas)['history']): Label {
  return { key: `canvas:history.${key}` }
}
