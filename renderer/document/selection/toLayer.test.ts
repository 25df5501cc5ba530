import { expect, test } from 'vitest'
import { gradient, outline, pixelAt, plain, rasterOf, sessionOf } from '../testing/sessions.fixture.ts'
import { copyToLayer, cutToLayer, selectRectangle } from './index.ts'

const named = (name: string) => `${name}+`

/** Two layers, of which the lower is active, with a part of the picture selected. */
function lifted(lift: typeof copyToLayer) {
  const { session, ids } = sessionOf(8, 6, [gradient(8, 6), plain(8, 6, [9, 9, 9, 255])])
  session.selectLayers([ids[0]!])
  selectRectangle(session, { x: 2, y: 1, width: 3, height: 2 })
  const before = session.store.getState().historyPosition
  const id = lift(session, ids[0]!, named)
  return { session, ids, id, before }
}

test('a selected part becomes a layer right above its own, in its place, active, as one step', () => {
  const { session, ids, id, before } = lifted(copyToLayer)
  expect(outline(session)).toBe('a a+ b')
  expect(session.data.active).toBe(id)
  expect(session.data.selection).toBeNull()
  expect(session.data.layers[id]).toMatchObject({ transform: { x: 2, y: 1 } })
  const part = session.rasters.toPixels(rasterOf(session, id))
  expect([part.width, part.height]).toEqual([3, 2])
  expect(pixelAt(part, 1, 1)).toEqual([3, 2, 7, 255])
  expect(pixelAt(session.rasters.toPixels(rasterOf(session, ids[0]!)), 3, 2)).toEqual([3, 2, 7, 255])
  expect(session.store.getState().historyPosition).toBe(before + 1)
  session.undo()
  expect(outline(session)).toBe('a b')
  expect(session.data.selection).not.toBeNull()
})

test('lifted by cutting it leaves a hole, and one undo fills that', () => {
  const { session, ids, before } = lifted(cutToLayer)
  const below = () => pixelAt(session.rasters.toPixels(rasterOf(session, ids[0]!)), 3, 2)
  expect(below()[3]).toBe(0)
  expect(session.store.getState().historyPosition).toBe(before + 1)
  session.undo()
  expect(below()).toEqual([3, 2, 7, 255])
})

test('where nothing is selected of the layer, nothing changes and it is said', () => {
  const { session, ids } = sessionOf(8, 6, [plain(2, 2, [1, 2, 3, 255])])
  selectRectangle(session, { x: 5, y: 3, width: 2, height: 2 })
  expect(() => copyToLayer(session, ids[0]!, named)).toThrow()
  expect(outline(session)).toBe('a')
})
