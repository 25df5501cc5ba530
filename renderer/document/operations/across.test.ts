import { expect, test } from 'vitest'
import { rasterIdsOf } from '../../../electron/contract/document/index.ts'
import { composite } from '../composite.ts'
import type { DocumentSession } from '../session.ts'
import { gradient, outline, pixelAt, plain, sessionOf } from '../testing/sessions.fixture.ts'
import { copyAcross } from './across.ts'
import { groupLayers } from './arrange.ts'
import { setLocked } from './properties.ts'

const at = (session: DocumentSession, x: number, y: number) => pixelAt(composite(session), x, y)

function setUp() {
  const from = sessionOf(4, 4, [plain(4, 4, [1, 2, 3, 255]), plain(2, 2, [200, 0, 0, 255])])
  const to = sessionOf(10, 8, [plain(10, 8, [0, 0, 0, 255])])
  return { from: from.session, to: to.session, back: from.ids[0]!, spot: from.ids[1]! }
}

test('a layer comes with its pixels to the place that it is taken to, in one step of the other document', () => {
  const { from, to, spot } = setUp()
  const [copy] = copyAcross(from, to, [spot], { x: 5, y: 3 })
  expect(at(to, 5, 3)).toEqual([200, 0, 0, 255])
  expect(at(to, 6, 4)).toEqual([200, 0, 0, 255])
  expect(at(to, 7, 3)).toEqual([0, 0, 0, 255])
  expect(to.store.getState().selectedLayers).toEqual([copy])
  expect(to.store.getState().history).toHaveLength(1)
  expect(from.store.getState().history).toHaveLength(0)
  to.undo()
  expect(at(to, 5, 3)).toEqual([0, 0, 0, 255])
})

test('the copy is on its own: neither document changes with the other', () => {
  const { from, to, spot } = setUp()
  const [copy] = copyAcross(from, to, [spot], { x: 0, y: 0 })
  expect(copy).not.toBe(spot)
  expect([...rasterIdsOf(to.data)].some((id) => from.rasters.has(id))).toBe(false)
  from.dispose()
  expect(at(to, 0, 0)).toEqual([200, 0, 0, 255])
})

test('several keep their order, and a group what it holds', () => {
  const { from, to, back, spot } = setUp()
  copyAcross(from, to, [spot, back], { x: 0, y: 0 })
  expect(at(to, 0, 0)).toEqual([200, 0, 0, 255])
  expect(at(to, 3, 3)).toEqual([1, 2, 3, 255])
  to.undo()
  const group = groupLayers(from, [back, spot], 'Group')!
  const [copied] = copyAcross(from, to, [group, spot], { x: 1, y: 1 })
  expect(to.data.layers[copied!]).toMatchObject({ kind: 'group', name: 'Group' })
  expect(outline(to)).toBe('a Group[a b]')
})

test('a mask is taken along, wherever it lies', () => {
  const { from, to, back } = setUp()
  const mask = from.rasters.createColor(4, 4, gradient(4, 4).data)
  const transform = { x: 1, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
  from.change({ key: 'document:history.maskAdd' }, (draft) => {
    draft.layers[back]!.mask = { raster: mask.id, transform, hides: false, linked: false, enabled: true }
  })
  const [copy] = copyAcross(from, to, [back], { x: 2, y: 2 })
  const copied = to.data.layers[copy!]!.mask!
  expect(copied.transform).toMatchObject({ x: 3, y: 2 })
  expect(to.rasters.toPixels(copied.raster).data).toEqual(from.rasters.toPixels(mask.id).data)
})

test('what was locked or clipped is free in the other document', () => {
  const { from, to, back, spot } = setUp()
  from.change({ key: 'document:history.clip' }, (draft) => {
    draft.layers[spot]!.clipped = true
  })
  setLocked(from, [back], true)
  const [alone] = copyAcross(from, to, [spot], { x: 0, y: 0 })
  expect(to.data.layers[alone!]).toMatchObject({ clipped: false, locked: false })
  const [base, clipped] = copyAcross(from, to, [back, spot], { x: 0, y: 0 })
  expect(to.data.layers[base!]!.locked).toBe(false)
  expect(to.data.layers[clipped!]!.clipped).toBe(true)
})
