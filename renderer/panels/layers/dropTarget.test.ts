import { expect, test } from 'vitest'
import type { DocumentData, Layer } from '../../../electron/contract/document/index.ts'
import { dropTargetFor } from './dropTarget.ts'
import { layerRows } from './rows.ts'

const base = { visible: true, locked: false, opacity: 1, blendMode: 'normal' as const }
const transform = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
const picture = (id: string): Layer => ({
  ...base,
  id,
  name: id,
  kind: 'image',
  raster: `raster-${id}`,
  transform,
})
const group = (id: string, children: string[], expanded = true): Layer => ({
  ...base,
  id,
  name: id,
  kind: 'group',
  children,
  expanded,
})

/** Top to bottom: c, g { b2, b1 }, a. */
function document(expanded: boolean): DocumentData {
  const layers = [
    picture('a'),
    picture('b1'),
    picture('b2'),
    picture('c'),
    group('g', ['b1', 'b2'], expanded),
  ]
  return {
    id: 'document',
    name: '',
    width: 10,
    height: 10,
    layers: Object.fromEntries(layers.map((layer) => [layer.id, layer])),
    root: ['a', 'g', 'c'],
    active: null,
    selection: null,
    masks: [],
  }
}

const boxes = (expanded = true) =>
  layerRows(document(expanded)).map((row, i) => ({ row, top: i * 40, height: 40 }))
const target = (y: number, expanded = true) => {
  const found = dropTargetFor(boxes(expanded), y)
  return found && [found.parent, found.index, found.side]
}

test('rows list the top layer first and open groups with their children', () => {
  expect(layerRows(document(true)).map(({ layer, level }) => `${level} ${layer.id}`)).toEqual([
    '1 c',
    '1 g',
    '2 b2',
    '2 b1',
    '1 a',
  ])
  expect(layerRows(document(false)).map(({ layer }) => layer.id)).toEqual(['c', 'g', 'a'])
})

test('above and below a layer', () => {
  expect(target(5)).toEqual([null, 3, 'above'])
  expect(target(35)).toEqual([null, 2, 'below'])
})

test('the middle of a group is inside, on top of its children', () =>
  expect(target(60)).toEqual(['g', 2, 'inside']))

test('the upper edge of a group is above it', () => expect(target(42)).toEqual([null, 2, 'above']))

test('the lower edge of a folded group is below it, of an open one inside', () => {
  expect(target(78, false)).toEqual([null, 1, 'below'])
  expect(target(78, true)).toEqual(['g', 2, 'inside'])
})

test('between the children of a group', () => {
  expect(target(110)).toEqual(['g', 1, 'below'])
  expect(target(125)).toEqual(['g', 1, 'above'])
})

test('beyond the list', () => {
  expect(target(-10)).toEqual([null, 3, 'above'])
  expect(target(999)).toEqual([null, 0, 'below'])
  expect(dropTargetFor([], 0)).toBeNull()
})
