import { describe, expect, test } from 'vitest'
import { beginStroke } from '../brush/stroke.ts'
import { composite } from '../composite.ts'
import {
  duplicateLayers,
  groupLayers,
  mergeDown,
  moveBy,
  setImageSize,
  setOpacity,
} from '../operations/index.ts'
import type { DocumentSession } from '../session.ts'
import { gradient, pixelAt, plain, rasterOf, sessionOf } from '../testing/sessions.fixture.ts'
import { fillContents } from './contents.ts'
import {
  addMask,
  applyMask,
  canClip,
  invertLayerMask,
  removeMask,
  selectMask,
  setClipped,
  setMaskEnabled,
  setMaskLinked,
} from './layerMasks.ts'
import { selectRectangle } from './select.ts'

const RED = [255, 0, 0, 255] as const
const BLUE = [0, 0, 255, 255] as const

/** A blue layer below a red one, of which the left half is selected. */
function setUp() {
  const { session, ids } = sessionOf(8, 4, [plain(8, 4, BLUE), plain(8, 4, RED)])
  const [below, above] = ids as [string, string]
  session.selectLayers([above])
  selectRectangle(session, { x: 0, y: 0, width: 4, height: 4 })
  return { session, below, above }
}

const shown = (session: DocumentSession, x: number, y = 1) => pixelAt(composite(session), x, y)
const depth = (session: DocumentSession) => session.store.getState().historyPosition

describe('a mask', () => {
  test('of the selection shows what is selected, off it shows all, and each step is undone', () => {
    const { session, above } = setUp()
    const before = depth(session)
    addMask(session, above, 'selection')
    expect([shown(session, 1), shown(session, 6)]).toEqual([RED, BLUE].map((c) => [...c]))
    setMaskEnabled(session, above, false)
    expect(shown(session, 6)).toEqual([...RED])
    session.undo()
    expect(shown(session, 6)).toEqual([...BLUE])
    session.undo()
    expect(session.data.layers[above]!.mask).toBeUndefined()
    expect(shown(session, 6)).toEqual([...RED])
    session.redo()
    expect(shown(session, 6)).toEqual([...BLUE])
    expect(depth(session)).toBe(before + 1)
  })

  test('shows all or nothing at first, and can be turned inside out', () => {
    const { session, above } = setUp()
    addMask(session, above, 'all')
    expect(shown(session, 6)).toEqual([...RED])
    invertLayerMask(session, above)
    expect(shown(session, 6)).toEqual([...BLUE])
    addMask(session, above, 'nothing')
    expect(shown(session, 1)).toEqual([...BLUE])
    addMask(session, above, 'selection')
    invertLayerMask(session, above)
    expect([shown(session, 1), shown(session, 6)]).toEqual([BLUE, RED].map((c) => [...c]))
  })

  test('moves with its layer while it is linked, and by itself it stays', () => {
    const { session, above } = setUp()
    addMask(session, above, 'selection')
    moveBy(session, [above], { x: 2, y: 0 })
    expect([1, 3, 5, 6].map((x) => shown(session, x)[0])).toEqual([0, 255, 255, 0])
    setMaskLinked(session, above, false)
    moveBy(session, [above], { x: -2, y: 0 })
    expect([1, 3, 5, 6].map((x) => shown(session, x)[0])).toEqual([0, 255, 255, 0])
  })

  test('of a group masks all in it, and moves with the group', () => {
    const { session, below, above } = setUp()
    const group = groupLayers(session, [below, above], 'Group')!
    addMask(session, group, 'selection')
    expect([shown(session, 1), shown(session, 6)[3]]).toEqual([[...RED], 0])
    moveBy(session, [group], { x: 3, y: 0 })
    expect([1, 4, 6, 7].map((x) => shown(session, x)[3])).toEqual([0, 255, 255, 0])
  })

  test('is applied to the pixels, which look the same then', () => {
    const { session, above } = setUp()
    addMask(session, above, 'selection')
    moveBy(session, [above], { x: 1, y: 0 })
    setMaskLinked(session, above, false)
    moveBy(session, [above], { x: 1, y: 1 })
    const before = composite(session)
    applyMask(session, above)
    expect(session.data.layers[above]!.mask).toBeUndefined()
    expect(composite(session)).toEqual(before)
    session.undo()
    expect(session.data.layers[above]!.mask).toBeDefined()
    expect(composite(session)).toEqual(before)
  })

  test('takes the place of transparency', () => {
    const { session, ids } = sessionOf(2, 1, [plain(2, 1, [10, 20, 30, 128])])
    const before = composite(session)
    addMask(session, ids[0]!, 'alpha')
    expect(session.rasters.toPixels(rasterOf(session, ids[0]!)).data[3]).toBe(255)
    for (const [i, value] of composite(session).data.entries())
      expect(Math.abs(value - before.data[i]!)).toBeLessThanOrEqual(1)
    removeMask(session, ids[0]!)
    expect(shown(session, 0, 0)[3]).toBe(255)
  })

  test('is selected, copied with its layer, and scaled with the document', () => {
    const { session, above } = setUp()
    addMask(session, above, 'selection')
    selectRectangle(session, { x: 6, y: 0, width: 2, height: 4 })
    selectMask(session, above)
    const selection = session.rasters.mask(session.data.selection!)
    expect([selection.data[1], selection.data[6]]).toEqual([255, 0])
    const [copy] = duplicateLayers(session, [above], (name) => `${name} copy`)
    expect(session.data.layers[copy!]!.mask!.raster).not.toBe(session.data.layers[above]!.mask!.raster)
    setImageSize(session, 16, 8)
    expect([shown(session, 2, 3), shown(session, 13, 3)]).toEqual([RED, BLUE].map((c) => [...c]))
  })

  test('is painted on in grey, erased, and filled', () => {
    const { session, above } = setUp()
    addMask(session, above, 'all')
    session.paintOn('mask')
    session.store.setState({})
    session.change({ key: 'document:history.deselect' }, (draft) => {
      draft.selection = null
    })
    fillContents(session, [above], { r: 128, g: 128, b: 128 })
    const half = shown(session, 3)
    expect(half[0]).toBeGreaterThan(120)
    expect(half[0]).toBeLessThan(135)
    expect(half[2]).toBe(255 - half[0]!)
    const brush = {
      ...{ size: 30, hardness: 1, opacity: 1, smoothing: 0 },
      ...{ pressureSize: false, pressureOpacity: false, antialias: true },
    }
    const stroke = (color: { r: number; g: number; b: number }, erase = false) => {
      const begun = beginStroke(session, above, { brush, color, erase })
      begun.add([{ x: 4, y: 2, pressure: 1, time: 0 }])
      begun.end()
    }
    stroke({ r: 255, g: 255, b: 255 })
    expect(shown(session, 3)).toEqual([...RED])
    stroke({ r: 255, g: 255, b: 255 }, true)
    expect(shown(session, 3)).toEqual([...BLUE])
    session.undo()
    expect(shown(session, 3)).toEqual([...RED])
    session.selectLayers([above])
    expect(session.store.getState().target).toBe('mask')
    removeMask(session, above)
    expect(session.store.getState().target).toBe('pixels')
  })
})

describe('clipping', () => {
  test('shows a layer where the one below it shows, in its mode and opacity', () => {
    const { session, ids } = sessionOf(8, 4, [gradient(8, 4), plain(3, 4, BLUE), plain(8, 4, RED)])
    const [, base, clipped] = ids as [string, string, string]
    setClipped(session, clipped, true)
    expect([shown(session, 1), shown(session, 5)]).toEqual([[...RED], [5, 1, 7, 255]])
    setOpacity(session, [base], 0.5)
    expect(shown(session, 1)).toEqual([128, 0, 4, 255])
    session.undo()
    session.undo()
    expect(shown(session, 5)).toEqual([...RED])
  })

  test('needs a layer below, and merging keeps what is seen', () => {
    const { session, ids } = sessionOf(8, 4, [plain(3, 4, BLUE), plain(8, 4, [255, 0, 0, 128])])
    expect(ids.map((id) => canClip(session, id))).toEqual([false, true])
    setClipped(session, ids[1]!, true)
    const before = composite(session)
    mergeDown(session, ids[1]!)
    expect(composite(session)).toEqual(before)
  })
})
