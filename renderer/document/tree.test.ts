import { expect, test } from 'vitest'
import * as operations from './operations/index.ts'
import { gradient, sessionOf } from './testing/sessions.fixture.ts'
import * as tree from './tree.ts'

function nested() {
  const { session, ids } = sessionOf(2, 2, [gradient(2, 2), gradient(2, 2), gradient(2, 2)])
  const [a, b, c] = ids as [string, string, string]
  const inner = operations.groupLayers(session, [b], 'inner')!
  const outer = operations.groupLayers(session, [inner, c], 'outer')!
  return { session, a, b, c, inner, outer }
}

test('painting order has children before their group', () => {
  const { session, a, b, c, inner, outer } = nested()
  expect(tree.paintingOrder(session.data)).toEqual([a, b, inner, c, outer])
  expect(tree.subtree(session.data, outer)).toEqual([outer, inner, b, c])
  expect(tree.outermost(session.data, [c, b, outer, a])).toEqual([a, outer])
})

test('locks and visibility are inherited from the groups around a layer', () => {
  const { session, a, b, outer } = nested()
  operations.setLocked(session, [outer], true)
  operations.setVisible(session, [outer], false)
  expect([tree.isLocked(session.data, b), tree.isVisible(session.data, b)]).toEqual([true, false])
  expect([tree.isLocked(session.data, a), tree.isVisible(session.data, a)]).toEqual([false, true])
  expect(() => tree.requireUnlocked(session.data, [a, b])).toThrow('"b" is locked')
})

test('names continue the number they end with', () => {
  const { session } = nested()
  expect(tree.uniqueName(session.data, 'new')).toBe('new')
  expect(tree.uniqueName(session.data, 'a')).toBe('a 2')
  operations.addPaintLayer(session, 'a 2')
  expect(tree.uniqueName(session.data, 'a 2')).toBe('a 3')
})

test('errors name what is missing', () => {
  const { session, inner } = nested()
  expect(() => tree.layerOf(session.data, 'nope')).toThrow('"nope"')
  expect(() => tree.rasterLayerOf(session.data, inner)).toThrow('"inner" is a group')
})
