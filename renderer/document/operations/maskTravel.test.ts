import { expect, test } from 'vitest'
import { hasPixels } from '../../../electron/contract/document/index.ts'
import { gradient, sessionOf } from '../testing/sessions.fixture.ts'
import { matrixOf, transformPoint } from '../transform.ts'
import { rasterLayerOf } from '../tree.ts'
import { duplicateLayers, flipLayers, moveBy, rotateLayers, setTransform } from './index.ts'

/** An object that stands askew, and a mask over a part of it. */
function setUp(turn = 0) {
  const { session, ids } = sessionOf(40, 30, [gradient(40, 30), gradient(40, 30)])
  const [object, mask] = ids as [string, string]
  session.change({ key: 'document:history.transform' }, (draft) => {
    const [masked, painted] = [draft.layers[object]!, draft.layers[mask]!]
    if (!hasPixels(masked)) throw new Error('expected pixels')
    masked.transform = { x: 5, y: 7, scaleX: 0.5, scaleY: 0.5, rotation: 30 }
    draft.layers[mask] = {
      ...painted,
      kind: 'paint',
      maskOf: object,
      transform: { x: 9, y: 11, scaleX: 0.25, scaleY: 0.25, rotation: 30 + turn },
    } as (typeof draft.layers)[string]
  })
  const at = (id: string, x: number, y: number) =>
    transformPoint(matrixOf(rasterLayerOf(session.data, id).transform), { x, y })
  return { session, object, mask, at }
}

/** What the mask covers, as distances from two corners of the object and the side on which it lies. */
function seen({ object, mask, at }: ReturnType<typeof setUp>) {
  const [a, b, c] = [at(object, 0, 0), at(object, 40, 0), at(mask, 13, 4)]
  const unit = Math.hypot(b.x - a.x, b.y - a.y)
  return [a, b].map((p) => Math.hypot(c.x - p.x, c.y - p.y) / unit)
}

test.each([0, 25])('a mask goes with its object, wherever that goes (turned by %i)', (turn) => {
  const all = setUp(turn)
  const { session, object, mask } = all
  const before = seen(all)
  const still = () => {
    for (const [i, share] of seen(all).entries()) expect(share).toBeCloseTo(before[i]!, 6)
  }
  moveBy(session, [object], { x: 12, y: -3 })
  still()
  setTransform(session, object, { x: -4, y: 9, scaleX: 1.5, scaleY: 1.5, rotation: 75 })
  still()
  flipLayers(session, [object], 'horizontal')
  still()
  rotateLayers(session, [object], 90)
  still()
  moveBy(session, [object, mask], { x: 5, y: 5 })
  still()
  while (session.store.getState().historyPosition > 1) session.undo()
  still()
})

test('moved by itself, a mask leaves its object where it is; a copy of both belongs together', () => {
  const { session, object, mask } = setUp()
  const { transform } = rasterLayerOf(session.data, object)
  moveBy(session, [mask], { x: 3, y: 0 })
  expect(rasterLayerOf(session.data, object).transform).toEqual(transform)
  const [first, second] = duplicateLayers(session, [object, mask], (name) => `${name} copy`)
  expect(session.data.layers[second!]).toMatchObject({ maskOf: first })
  const [alone] = duplicateLayers(session, [mask], (name) => `${name} copy`)
  expect(session.data.layers[alone!]).not.toHaveProperty('maskOf')
})
