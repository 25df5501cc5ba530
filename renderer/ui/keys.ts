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

/** The character of a key that is named by its place: `BracketLeft` is `[`; any other name stays. */
export function keyOfCode(key: string): string {
  return codes[key] ?? key.match(/^(?:Key|Digit)(.)$/)?.[1] ?? key
}
