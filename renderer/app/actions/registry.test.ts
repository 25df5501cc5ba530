import { expect, test } from 'vitest'
import type { Action } from './action.ts'
import { menuSections } from './menus.ts'
import { ActionRegistry } from './registry.ts'

const action = (id: string, more: Partial<Action> = {}): Action => ({
  id,
  label: 'actions:edit.undo',
  perform: () => {},
  ...more,
})

test('an id registered twice is refused', () => {
  const registry = new ActionRegistry()
  registry.register([action('a')])
  expect(() => registry.register([action('a')])).toThrow('"a" is registered twice')
})

test('keys claimed twice are refused, however they are written, and both owners are named', () => {
  const registry = new ActionRegistry()
  registry.register([action('first', { shortcut: '$mod+Shift+Z' })])
  expect(() =>
    registry.register([action('second', { shortcut: 'b', alternatives: ['Shift+Control+z'] })]),
  ).toThrow(/"second".*"first"/)
})

test('an unknown id is an error that names it', () => {
  expect(() => new ActionRegistry().get('nothing')).toThrow('"nothing"')
})

test('menus keep the order of registration, in sections, with submenus where they first appear', () => {
  const sections = menuSections('layer', [
    action('new', { menu: 'layer/new' }),
    action('up', { menu: 'layer/order/arrange' }),
    action('merge', { menu: 'layer/order' }),
    action('down', { menu: 'layer/order/arrange' }),
    action('other', { menu: 'file/new' }),
    action('hidden'),
  ])
  const shown = sections.map(({ name, entries }) => [
    name,
    entries.map((entry) =>
      entry.kind === 'action' ? entry.action.id : [entry.name, ...entry.actions.map(({ id }) => id)],
    ),
  ])
  expect(shown).toEqual([
    ['new', ['new']],
    ['order', [['arrange', 'up', 'down'], 'merge']],
  ])
})
