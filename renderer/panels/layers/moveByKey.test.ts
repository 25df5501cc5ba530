import { expect, test } from 'vitest'
import type { DocumentData, Layer } from '../../../electron/contract/document/index.ts'
import { moveByKey } from './moveByKey.ts'
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

/** Top to bottom: c, g { b2, b1 }, a. */
const layers: Layer[] = [
  picture('a'),
  picture('b1'),
  picture('b2'),
  picture('c'),
  { ...base, id: 'g', name: 'g', kind: 'group', children: ['b1', 'b2'], expanded: true },
]
const data: DocumentData = {
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

test.each([
  ['a', 'ArrowUp', { parent: null, index: 2 }],
  ['a', 'ArrowDown', null],
  ['c', 'ArrowUp', null],
  ['c', 'ArrowDown', { parent: null, index: 1 }],
  ['b2', 'ArrowUp', { parent: null, index: 2 }],
  ['b1', 'ArrowDown', { parent: null, index: 1 }],
  ['b1', 'ArrowLeft', { parent: null, index: 2 }],
  ['a', 'ArrowRight', { parent: 'g', index: 0 }],
  ['c', 'ArrowRight', { parent: 'g', index: 2 }],
  ['b1', 'ArrowRight', null],
])('Alt and %s %s', (id, key, target) => {
  const row = layerRows(data).find(({ layer }) => layer.id === id)!
  expect(moveByKey(data, row, key)).toEqual(target)
})
