import { keyOfCode } from './keys.ts'

const keyNames: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
}
const macModifiers: Record<string, string> = { $mod: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧', Meta: '⌘' }
const modifierNames: Record<string, string> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  Alt: 'Alt',
  Shift: 'Shift',
  Meta: 'Win',
}

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** As keyboards of the platform label it: `Ctrl+Shift+Z`, or `⇧⌘Z` on macOS. */
export function formatShortcut(shortcut: string, mac = isMac): string {
  return shortcut
    .trim()
    .split(' ')
    .map((press) => {
      const parts = press.split(/\b\+/)
      const key = keyOfCode(parts.pop() ?? '')
      const name = keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key)
      if (mac)
        return (
          parts
            .map((part) => macModifiers[part] ?? part)
            .reverse()
            .join('') + name
        )
      return [...parts.map((part) => modifierNames[part] ?? part), name].join('+')
    })
    .join(' ')
}
