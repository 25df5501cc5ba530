import type document from '../i18n/en/document.ts'
import type { Label } from './types.ts'

/** The name of a history entry, from this area's translations. */
export function label(key: keyof (typeof document)['history'], values?: Record<string, string>): Label {
  return values ? { key: `document:history.${key}`, values } : { key: `document:history.${key}` }
}
