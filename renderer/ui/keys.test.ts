import { expect, test } from 'vitest'
import { normaliseShortcut } from './keys.ts'
import { formatShortcut } from './shortcutLabel.ts'

test.each([
  ['$mod+Shift+z', 'Shift+$mod+Z'],
  ['Control+k', '$mod+K'],
  ['BracketLeft', '['],
  ['$mod+Equal', '$mod+='],
  ['KeyB', 'b'],
  ['Digit1', '1'],
])('%s claims the same keys as %s', (a, b) => expect(normaliseShortcut(a)).toBe(normaliseShortcut(b)))

test.each([
  ['b', 'Shift+b'],
  ['$mod+z', '$mod+Shift+z'],
  ['[', ']'],
])('%s and %s are different keys', (a, b) => expect(normaliseShortcut(a)).not.toBe(normaliseShortcut(b)))

test('shortcuts read as the keyboard of the platform labels its keys', () => {
  expect(formatShortcut('$mod+Shift+z', false)).toBe('Ctrl+Shift+Z')
  expect(formatShortcut('$mod+Shift+z', true)).toBe('⇧⌘Z')
  expect(formatShortcut('Alt+ArrowUp', false)).toBe('Alt+↑')
  expect(formatShortcut('$mod+-', false)).toBe('Ctrl+-')
})
