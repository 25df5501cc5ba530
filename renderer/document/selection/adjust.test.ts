import { expect, test } from 'vitest'
import { defaultAdjustments } from '../../../electron/contract/document/index.ts'
import { composite } from '../composite.ts'
import { histogramBelow, histogramOf } from '../histogram.ts'
import { mergeDown, setOpacity } from '../operations/index.ts'
import type { DocumentSession } from '../session.ts'
import { pixelAt, plain, sessionOf } from '../testing/sessions.fixture.ts'
import { addAdjustment, adjustLayers, previewAdjustment, setAdjustment } from './adjust.ts'
import { setClipped } from './layerMasks.ts'
import { selectRectangle } from './select.ts'

const shown = (session: DocumentSession, x: number, y = 1) => pixelAt(composite(session), x, y)
const { invert, exposure } = defaultAdjustments

function setUp() {
  const { session, ids } = sessionOf(8, 4, [plain(8, 4, [200, 100, 0, 255]), plain(3, 4, [10, 20, 30, 255])])
  session.selectLayers([ids[1]!])
  return { session, ids }
}

test('an adjustment changes what lies below, by its opacity, and clipped its base alone', () => {
  const { session } = setUp()
  const id = addAdjustment(session, 'Invert', invert)
  expect([shown(session, 1), shown(session, 6)]).toEqual([
    [245, 235, 225, 255],
    [55, 155, 255, 255],
  ])
  setOpacity(session, [id], 0.5)
  expect(shown(session, 6)).toEqual([128, 128, 128, 255])
  session.undo()
  setClipped(session, id, true)
  expect([shown(session, 1), shown(session, 6)]).toEqual([
    [245, 235, 225, 255],
    [200, 100, 0, 255],
  ])
})

test('added on the base of clipped layers it changes the base alone, and they stay clipped to that', () => {
  const { session, ids } = setUp()
  setClipped(session, ids[1]!, true)
  session.selectLayers([ids[0]!])
  addAdjustment(session, 'Invert', invert)
  expect([shown(session, 1), shown(session, 6)]).toEqual([
    [10, 20, 30, 255],
    [55, 155, 255, 255],
  ])
  expect(session.data.layers[session.data.active!]).toMatchObject({ kind: 'adjustment', clipped: true })
})

test('of a selection it gets a mask; its settings are undone step by step', () => {
  const { session } = setUp()
  selectRectangle(session, { x: 4, y: 0, width: 4, height: 4 })
  const id = addAdjustment(session, 'Invert', invert)
  expect([shown(session, 1), shown(session, 6)]).toEqual([
    [10, 20, 30, 255],
    [55, 155, 255, 255],
  ])
  setAdjustment(session, id, { ...exposure, exposure: -20 })
  expect(shown(session, 6)).toEqual([0, 0, 0, 255])
  session.undo()
  expect(shown(session, 6)).toEqual([55, 155, 255, 255])
})

test('merged into what is below, the pixels look as they did; below it there must be something', () => {
  const { session, ids } = setUp()
  const id = addAdjustment(session, 'Invert', invert)
  setClipped(session, id, true)
  const before = composite(session)
  mergeDown(session, id)
  expect(composite(session)).toEqual(before)
  session.undo()
  expect(session.data.root).toEqual([...ids, id])
})

test('pixels are changed for good where they are selected, and a trial leaves nothing behind', () => {
  const { session, ids } = setUp()
  selectRectangle(session, { x: 0, y: 0, width: 5, height: 4 })
  const before = composite(session)
  const entries = session.store.getState().history.length
  const trial = previewAdjustment(session, [ids[0]!])
  trial.show(exposure)
  trial.show(invert)
  expect([shown(session, 4), shown(session, 6)]).toEqual([
    [55, 155, 255, 255],
    [200, 100, 0, 255],
  ])
  trial.end()
  expect(composite(session)).toEqual(before)
  expect(session.store.getState().history).toHaveLength(entries)
  adjustLayers(session, [ids[0]!], invert)
  expect([shown(session, 4), shown(session, 6)]).toEqual([
    [55, 155, 255, 255],
    [200, 100, 0, 255],
  ])
  session.undo()
  expect(composite(session)).toEqual(before)
})

test('histograms count what lies below, or what a layer has', () => {
  const { session, ids } = setUp()
  const id = addAdjustment(session, 'Invert', invert)
  const below = histogramBelow(session, id)
  expect([below.red[200], below.red[10], below.green[100]]).toEqual([20, 12, 20])
  const own = histogramOf(session, ids[1]!)
  expect([own.blue[30], own.blue[0]]).toEqual([12, 0])
})
