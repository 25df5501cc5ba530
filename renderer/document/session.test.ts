import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rasterIdsOf } from '../../electron/contract/document/index.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { beginStroke } from './brush/index.ts'
import { label } from './label.ts'
import * as operations from './operations/index.ts'
import { toSaved } from './saving.ts'
import * as selection from './selection/index.ts'
import type { DocumentSession } from './session.ts'
import { gradient, pixelAt, plain, rasterOf, sessionOf } from './testing/sessions.fixture.ts'

const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })

function fill(session: DocumentSession, id: string, color: string, area = rect(0, 0, 4, 4)): void {
  session.edit(label('fill'), (gesture) =>
    gesture.editPixels(rasterOf(session, id), area, (context) => {
      context.fillStyle = color
      context.fillRect(area.x, area.y, area.width, area.height)
    }),
  )
}

test('a change is one entry that undo and redo take back and forth', () => {
  const { session, ids } = sessionOf(4, 4, [plain(4, 4, [0, 0, 0, 255])])
  operations.renameLayer(session, ids[0]!, 'sky')
  expect(session.store.getState().history.map((entry) => entry.label.key)).toEqual([
    'document:history.rename',
  ])
  session.undo()
  expect(session.data.layers[ids[0]!]!.name).toBe('a')
  session.redo()
  expect(session.data.layers[ids[0]!]!.name).toBe('sky')
})

test('a gesture of many updates is one entry with the last state', () => {
  const { session, ids } = sessionOf(4, 4, [plain(4, 4, [0, 0, 0, 255])])
  const gesture = session.begin(label('move'))
  for (let i = 0; i < 5; i++) operations.moveBy(session, ids, { x: 1, y: 0 }, gesture)
  gesture.commit()
  expect(session.store.getState().history).toHaveLength(1)
  expect(session.data.layers[ids[0]!]).toMatchObject({ transform: { x: 5 } })
  session.undo()
  expect(session.data.layers[ids[0]!]).toMatchObject({ transform: { x: 0 } })
})

test('aborting a gesture restores document and pixels exactly, and leaves no entry', () => {
  const { session, ids } = sessionOf(4, 4, [gradient(4, 4)])
  const before = toSaved(session)
  const gesture = session.begin(label('brush'))
  gesture.update((draft) => {
    draft.name = 'other'
  })
  gesture.editPixels(rasterOf(session, ids[0]!), rect(1, 1, 2, 2), (context) => context.clearRect(1, 1, 2, 2))
  gesture.abort()
  expect(toSaved(session)).toEqual(before)
  expect(session.store.getState().history).toEqual([])
  gesture.update((draft) => {
    draft.name = 'late'
  })
  expect(session.data.name).toBe('test')
})

test('a recipe that throws changes nothing', () => {
  const { session } = sessionOf(4, 4, [])
  expect(() =>
    session.change(label('rename'), (draft) => {
      draft.name = 'half'
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(session.data.name).toBe('test')
})

test('another change commits the open gesture first', () => {
  const { session, ids } = sessionOf(4, 4, [plain(4, 4, [0, 0, 0, 255])])
  const drag = session.begin(label('move'))
  operations.moveBy(session, ids, { x: 3, y: 0 }, drag)
  operations.setVisible(session, ids, false)
  expect(drag.open).toBe(false)
  expect(session.store.getState().history.map((entry) => entry.label.key)).toEqual([
    'document:history.move',
    'document:history.hide',
  ])
})

test('entries that change nothing are skipped, and choosing a layer keeps redo', () => {
  const { session, ids } = sessionOf(4, 4, [plain(4, 4, [0, 0, 0, 255]), plain(4, 4, [9, 9, 9, 255])])
  operations.setVisible(session, ids, true)
  fill(session, ids[0]!, '#000000')
  expect(session.store.getState().history).toEqual([])
  operations.setVisible(session, [ids[0]!], false)
  session.undo()
  session.selectLayers([ids[0]!])
  expect(session.data.active).toBe(ids[0])
  expect(session.store.getState().history).toHaveLength(1)
  session.redo()
  expect(session.data.layers[ids[0]!]!.visible).toBe(false)
})

test('unsaved follows the saved state through undo and redo', () => {
  const { session, ids } = sessionOf(4, 4, [plain(4, 4, [0, 0, 0, 255])])
  const unsaved = () => session.store.getState().unsaved
  expect(unsaved()).toBe(false)
  operations.renameLayer(session, ids[0]!, 'x')
  expect(unsaved()).toBe(true)
  session.markSaved('/p.ganvas')
  operations.renameLayer(session, ids[0]!, 'y')
  session.undo()
  expect(unsaved()).toBe(false)
  session.undo()
  expect(unsaved()).toBe(true)
})

test('history keeps only the touched tiles of a gesture', () => {
  const { session, ids } = sessionOf(600, 300, [plain(600, 300, [1, 2, 3, 255])])
  fill(session, ids[0]!, '#ff0000', rect(250, 10, 12, 4))
  expect(session.store.getState().history[0]!.bytes).toBe(2 * 256 * 256 * 4)
})

test('the memory budget drops the oldest entries and keeps the last', () => {
  const side = 512
  const { session, ids } = sessionOf(side, side, [plain(side, side, [0, 0, 0, 255])], { historyBudgetMb: 2 })
  for (const color of ['#111111', '#222222', '#333333', '#444444'])
    fill(session, ids[0]!, color, rect(0, 0, side, side))
  expect(session.store.getState()).toMatchObject({ historyPosition: 2 })
  session.goTo(0)
  expect(pixelAt(session.rasters.toPixels(rasterOf(session, ids[0]!)), 0, 0)).toEqual([0x22, 0x22, 0x22, 255])
  expect(session.store.getState().unsaved).toBe(true)
})

test('a raster lives while document or history refer to it', () => {
  const { session, ids } = sessionOf(4, 4, [gradient(4, 4), gradient(4, 4)])
  const raster = rasterOf(session, ids[1]!)
  operations.removeLayers(session, [ids[1]!])
  expect(session.rasters.has(raster)).toBe(true)
  session.undo()
  expect(session.data.layers[ids[1]!]).toBeDefined()
  session.redo()
  session.setHistoryBudget(0)
  operations.renameLayer(session, ids[0]!, 'new')
  expect(session.rasters.has(raster)).toBe(false)
})

test('a raster that was never referred to waits for its maker', () => {
  const { session, ids } = sessionOf(4, 4, [gradient(4, 4)])
  const { id } = session.rasters.createColor(2, 2)
  operations.renameLayer(session, ids[0]!, 'x')
  expect(session.rasters.has(id)).toBe(true)
  session.rasters.free(id)
  expect(session.rasters.has(id)).toBe(false)
})

test('each change of pixels gives the raster a new version and tells where', () => {
  const { session, ids } = sessionOf(8, 8, [gradient(8, 8)])
  const id = rasterOf(session, ids[0]!)
  const seen: unknown[] = []
  session.rasters.onChange((raster, area) => seen.push([raster, area]))
  const { version } = session.rasters.get(id)
  fill(session, ids[0]!, '#ffffff', rect(5, 5, 10, 10))
  expect(seen).toEqual([[id, rect(5, 5, 3, 3)]])
  expect(session.rasters.get(id).version).toBeGreaterThan(version)
})

/** One of many operations, by number, at a place; errors such as "locked" are part of the game. */
function act(session: DocumentSession, kind: number, n: number): void {
  const layers = Object.keys(session.data.layers)
  const id = layers[n % Math.max(1, layers.length)]
  const actions: (() => unknown)[] = [
    () => operations.addPaintLayer(session, 'Layer'),
    () => operations.addImageLayer(session, 'Image', gradient(5, 3)),
    () => id && operations.duplicateLayers(session, [id], (name) => `${name} copy`),
    () => id && operations.removeLayers(session, [id]),
    () => id && operations.mergeDown(session, id),
    () => operations.mergeVisible(session),
    () => operations.flatten(session, 'Background'),
    () => operations.groupLayers(session, layers.slice(n % 3, (n % 3) + 2), 'Group'),
    () => operations.ungroupLayers(session, layers),
    () => id && operations.raiseLayers(session, [id], n % 2 ? 1 : -1),
    () => id && operations.setOpacity(session, [id], (n % 11) / 10),
    () => id && operations.setBlendMode(session, [id], n % 2 ? 'multiply' : 'screen'),
    () => id && operations.setLocked(session, [id], n % 5 === 0),
    () => id && operations.moveBy(session, [id], { x: n - 5, y: 2 }),
    () => id && operations.flipLayers(session, [id], n % 2 ? 'horizontal' : 'vertical'),
    () => id && operations.rotateLayers(session, [id], 90),
    () => operations.cropDocument(session, rect(n % 3, 1, 7, 8)),
    () => operations.setCanvasSize(session, 6 + (n % 5), 9),
    () => operations.setImageSize(session, 8 + (n % 4), 10),
    () => selection.selectEllipse(session, rect(1, 1, 4 + n, 5), { mode: n % 2 ? 'add' : 'replace' }),
    () => selection.invertSelection(session),
    () => selection.saveSelection(session, 'mask'),
    () => selection.deselect(session),
    () => id && selection.clearContents(session, [id]),
    () => id && selection.fillContents(session, [id], { r: n, g: 20, b: 200 }),
    () => {
      if (!id) return
      const brush = {
        size: 3,
        hardness: 0.5,
        opacity: 0.7,
        smoothing: 0,
        pressureSize: false,
        pressureOpacity: false,
        antialias: true,
      }
      const stroke = beginStroke(session, id, { brush, color: { r: 255, g: n, b: 0 }, erase: n % 3 === 0 })
      stroke.add([
        { x: n, y: 0, pressure: 1, time: 0 },
        { x: 0, y: n, pressure: 1, time: 9 },
      ])
      if (n % 4 === 0) stroke.cancel()
      else stroke.end()
    },
    () => session.undo(),
    () => session.redo(),
  ]
  try {
    actions[kind % actions.length]!()
  } catch (thrown) {
    if ((thrown as Error).name !== 'GanvasError') throw thrown
  }
}

/** Document and pixels, without the active layer: choosing one is no change. */
function snapshot(session: DocumentSession): unknown {
  const { document, rasters } = toSaved(session)
  const pixels = Object.entries(rasters).map(([id, { data, ...size }]: [string, Pixels]) => [
    id,
    size,
    [...data],
  ])
  return structuredClone([{ ...document, active: null }, pixels.sort()])
}

test('after any operations, undoing all restores the beginning and redoing all the end, byte for byte', () => {
  const step = fc.tuple(fc.nat(27), fc.nat(12))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.nat(14), (steps, between) => {
      const { session } = sessionOf(9, 9, [gradient(9, 9), plain(6, 6, [200, 100, 50, 120])])
      const first = snapshot(session)
      for (const [kind, n] of steps) act(session, kind, n)
      const { history } = session.store.getState()
      session.goTo(history.length)
      const last = snapshot(session)
      session.goTo(0)
      expect(snapshot(session)).toEqual(first)
      session.goTo(between)
      session.goTo(history.length)
      expect(snapshot(session)).toEqual(last)
      for (const id of rasterIdsOf(session.data)) expect(session.rasters.has(id)).toBe(true)
    }),
    { numRuns: 150 },
  )
})
