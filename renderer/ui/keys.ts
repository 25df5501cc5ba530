const modifiers = ['$mod', 'Control', 'Alt', 'Shift', 'Meta']

/**
 * One spelling for every way to write a shortcut, so that two claims on the same keys compare equal:
 * modifiers in a fixed order, `Control` and `$mod` as one, keys in upper case, a code as its key.
 */
export function normaliseShortcut(shortcut: string): string {
  return shortcut
    .trim()
    .split(' ')
    .map((press) => {
      const parts = press.split(/\b\+/)
      const key = parts.pop() ?? ''
      const held = parts.map((part) => (part === 'Control' ? '$mod' : part))
      held.sort((a, b) => modifiers.indexOf(a) - modifiers.indexOf(b))
      return [...held, keyOfCode(key).toUpperCase()].join('+')
    })
    .join(' ')
}

const codes: Record<string, string> = {
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
}

function keyOfCode(key: string): string {
  return codes[key] ?? key.match(/^(?:Key|Digit)(.)$/)?.[1] ?? key
}

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
