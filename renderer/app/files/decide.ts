import { documentExtensions, extensionOf } from './formats.ts'

/** How a file came in: chosen to be opened, placed on purpose, or dropped and pasted without saying which. */
export type Intent = 'open' | 'place' | 'arrive'

/**
 * What becomes of a file before it is read. Pictures that arrive while a document is open become layers of it;
 * projects and PSDs are documents of their own, unless they are placed.
 */
export function decideUse(name: string, intent: Intent, isOpen: boolean): 'document' | 'layer' {
  if (intent === 'open' || !isOpen) return 'document'
  if (intent === 'place') return 'layer'
  return documentExtensions.includes(extensionOf(name)) ? 'document' : 'layer'
}
