import { describe, expect, test } from 'vitest'
import { composite } from '../composite.ts'
import { boundsOf } from '../layerPixels.ts'
import { currentSelection, saveSelection, selectRectangle } from '../selection/index.ts'
import { gradient, outline, pixelAt, plain, rasterOf, sessionOf } from '../testing/sessions.fixture.ts'
import * as operations from './index.ts'

const grey = (value: number, alpha = 255) => plain(4, 4, [value, value, value, alpha])
const three = () => sessionOf(4, 4, [grey(10), grey(20), grey(30)])
const copyName = (name: string) => `${name} copy`

describe('adding', () => {
  test('new layers go above the active one, become active, and get unused names', () => {
    const { session, ids } = three()
    session.selectLayers([ids[0]!])
    operations.addPaintLayer(session, 'Layer')
    const second = operations.addPaintLayer(session, 'Layer')
    expect(outline(session)).toBe('a Layer Layer 2 b c')
    expect(session.data.active).toBe(second)
    expect(session.store.getState().selectedLayers).toEqual([second])
  })

  test('with an open group active, inside it on top', () => {
    const { session, ids } = three()
    const group = operations.groupLayers(session, [ids[0]!], 'Group')!
    operations.addPaintLayer(session, 'x')
    session.selectLayers([group])
    session.setExpanded(group, false)
    operations.addPaintLayer(session, 'y')
    expect(outline(session)).toBe('Group[a x] y b c')
  })

  test('a picture is centred on whole pixels, and shrunk to fit only where it is larger', () => {
    const { session } = three()
    const small = operations.addImageLayer(session, 'small', gradient(1, 2))
    expect(session.data.layers[small]).toMatchObject({ transform: { x: 2, y: 1, scaleX: 1, scaleY: 1 } })
    const large = operations.addImageLayer(session, 'large', gradient(8, 4))
    expect(session.data.layers[large]).toMatchObject({ transform: { x: 0, y: 1, scaleX: 0.5, scaleY: 0.5 } })
  })

  test('a result hides its source in the same entry, remembers its recipe and can be replaced', () => {
    const { session, ids } = three()
    const settings = { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' } as const
    const recipe = { tool: 'blend', source: ids[1]!, settings } as const
    const id = operations.addResultLayer(session, 'Blend', grey(99), recipe, {
      above: ids[1]!,
      hide: [ids[1]!],
    })
    expect(outline(session)).toBe('a b Blend c')
    expect(session.data.layers[id]).toMatchObject({ kind: 'result', recipe })
    expect(session.data.layers[ids[1]!]!.visible).toBe(false)
    operations.replaceResult(session, id, grey(77), recipe)
    expect(pixelAt(session.rasters.toPixels(rasterOf(session, id)), 0, 0)[0]).toBe(77)
    session.undo()
    expect(pixelAt(session.rasters.toPixels(rasterOf(session, id)), 0, 0)[0]).toBe(99)
    session.undo()
    expect(session.data.layers[ids[1]!]!.visible).toBe(true)
  })
})

describe('arranging', () => {
  test('grouping keeps the order and takes the place of the topmost', () => {
    const { session, ids } = three()
    operations.groupLayers(session, [ids[2]!, ids[0]!], 'Group')
    expect(outline(session)).toBe('b Group[a c]')
    operations.ungroupLayers(session, [session.data.root[1]!])
    expect(outline(session)).toBe('b a c')
  })

  test('moving counts places as the user sees them before the move', () => {
    const { session, ids } = three()
    operations.moveLayers(session, [ids[0]!], null, 2)
    expect(outline(session)).toBe('b a c')
    operations.moveLayers(session, [ids[2]!, ids[1]!], null, 0)
    expect(outline(session)).toBe('b c a')
    const group = operations.groupLayers(session, [ids[0]!], 'Group')!
    operations.moveLayers(session, [ids[1]!], group, 0)
    expect(outline(session)).toBe('c Group[b a]')
  })

  test('a group cannot move into itself, and a move that changes nothing is no entry', () => {
    const { session, ids } = three()
    const inner = operations.groupLayers(session, [ids[0]!], 'inner')!
    const outer = operations.groupLayers(session, [inner], 'outer')!
    const { length } = session.store.getState().history
    operations.moveLayers(session, [outer], inner, 0)
    operations.moveLayers(session, [outer], null, 1)
    expect(session.store.getState().history).toHaveLength(length)
    expect(outline(session)).toBe('outer[inner[a]] b c')
  })

  test('raising and lowering stop at the ends', () => {
    const { session, ids } = three()
    operations.raiseLayers(session, [ids[0]!], 1)
    expect(outline(session)).toBe('b a c')
    operations.raiseLayers(session, [ids[0]!], Number.POSITIVE_INFINITY)
    expect(outline(session)).toBe('b c a')
    operations.raiseLayers(session, [ids[0]!], 1)
    operations.raiseLayers(session, [ids[0]!], -1)
    expect(outline(session)).toBe('b a c')
    operations.raiseLayers(session, [ids[0]!], Number.NEGATIVE_INFINITY)
    expect(outline(session)).toBe('a b c')
  })
})

describe('duplicating and removing', () => {
  test('a copied group has layers and pixels of its own', () => {
    const { session, ids } = three()
    const group = operations.groupLayers(session, ids.slice(1), 'Group')!
    const [copy] = operations.duplicateLayers(session, [group, ids[1]!], copyName)
    expect(outline(session)).toBe('a Group[b c] Group copy[b c]')
    const layer = session.data.layers[copy!]!
    const child = layer.kind === 'group' ? layer.children[0]! : ''
    expect(rasterOf(session, child)).not.toBe(rasterOf(session, ids[1]!))
    expect(pixelAt(session.rasters.toPixels(rasterOf(session, child)), 0, 0)[0]).toBe(20)
    expect(session.data.active).toBe(copy)
  })

  test('a copied result follows the copy of its source', () => {
    const { session, ids } = three()
    const settings = { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' } as const
    const recipe = { tool: 'blend', source: ids[2]!, settings } as const
    const result = operations.addResultLayer(session, 'Blend', grey(1), recipe, { above: ids[2]! })
    const group = operations.groupLayers(session, [ids[2]!, result], 'Group')!
    const [copy] = operations.duplicateLayers(session, [group], copyName)
    const layer = session.data.layers[copy!]!
    const [source, blend] = layer.kind === 'group' ? layer.children : []
    expect(session.data.layers[blend!]).toMatchObject({ recipe: { source } })
  })

  test('removing makes a neighbour active, takes whole groups, and refuses locked layers', () => {
    const { session, ids } = three()
    operations.removeLayers(session, [ids[2]!])
    expect(session.data.active).toBe(ids[1])
    operations.setLocked(session, [ids[0]!], true)
    expect(() => operations.removeLayers(session, [ids[0]!])).toThrow('The layer "a" is locked')
    const group = operations.groupLayers(session, ids.slice(0, 2), 'Group')!
    expect(() => operations.removeLayers(session, [group])).toThrow('locked')
    operations.setLocked(session, [ids[0]!], false)
    operations.removeLayers(session, [group])
    expect(session.data).toMatchObject({ layers: {}, root: [], active: null })
  })
})

describe('merging keeps the picture', () => {
  test('merge down keeps the lower layer’s name and place', () => {
    const { session, ids } = sessionOf(4, 4, [grey(200), grey(100), grey(50, 128)])
    operations.setBlendMode(session, [ids[2]!], 'multiply')
    operations.moveBy(session, [ids[2]!], { x: 2, y: -1 })
    const before = composite(session)
    const merged = operations.mergeDown(session, ids[2]!)
    expect(composite(session)).toEqual(before)
    expect(session.data.layers[merged]).toMatchObject({ name: 'b', blendMode: 'normal', opacity: 1 })
    expect(boundsOf(session, merged)).toEqual({ x: 0, y: -1, width: 6, height: 5 })
    expect(() => operations.mergeDown(session, ids[0]!)).toThrow('no layer below')
  })

  test('a lower layer with a blend mode lends it to the merged one, whose own mixing is normal', () => {
    const { session, ids } = sessionOf(4, 4, [grey(200), grey(100), grey(50)])
    operations.setBlendMode(session, [ids[1]!], 'multiply')
    const merged = operations.mergeDown(session, ids[2]!)
    expect(session.data.layers[merged]).toMatchObject({ blendMode: 'multiply' })
    expect(pixelAt(composite(session), 0, 0)[0]).toBe(39)
  })

  test('merge visible leaves hidden layers, flatten drops them', () => {
    const { session, ids } = sessionOf(4, 4, [grey(200, 100), grey(100, 50), grey(50)])
    operations.setVisible(session, [ids[1]!], false)
    const before = composite(session)
    operations.mergeVisible(session)
    expect(outline(session)).toBe('b a')
    expect(composite(session)).toEqual(before)
    session.undo()
    operations.flatten(session, 'Background')
    expect(outline(session)).toBe('Background')
    expect(composite(session)).toEqual(before)
    operations.setVisible(session, session.data.root, false)
    expect(() => operations.flatten(session, 'Background')).toThrow('nothing to merge')
  })

  test('merging a group and a layer flattens both into one', () => {
    const { session, ids } = three()
    const group = operations.groupLayers(session, ids.slice(1), 'Group')!
    operations.setOpacity(session, [ids[2]!], 0.5)
    const before = composite(session)
    operations.mergeLayers(session, [ids[0]!, group])
    expect(outline(session)).toBe('Group')
    expect(composite(session)).toEqual(before)
  })
})

describe('properties', () => {
  test('locked layers keep opacity and mode; names and visibility may change', () => {
    const { session, ids } = three()
    operations.setLocked(session, ids, true)
    expect(() => operations.setOpacity(session, ids, 0.5)).toThrow('Unlock it')
    expect(() => operations.setBlendMode(session, ids, 'screen')).toThrow('Unlock it')
    expect(() => operations.moveBy(session, ids, { x: 1, y: 1 })).toThrow('Unlock it')
    operations.renameLayer(session, ids[0]!, '  sky ')
    operations.renameLayer(session, ids[1]!, '   ')
    operations.setVisible(session, ids, false)
    expect(outline(session)).toBe('sky b c')
  })

  test('opacity is clamped and pass-through kept for groups', () => {
    const { session, ids } = three()
    operations.setOpacity(session, ids, 3)
    operations.setBlendMode(session, ids, 'pass-through')
    expect(session.data.layers[ids[0]!]).toMatchObject({ opacity: 1, blendMode: 'normal' })
  })
})

describe('the frame', () => {
  test('cropping destroys nothing: a larger canvas brings the pixels back', () => {
    const { session } = sessionOf(6, 6, [gradient(6, 6)])
    selectRectangle(session, { x: 2, y: 2, width: 2, height: 1 })
    saveSelection(session, 'mask')
    operations.cropDocument(session, { x: 1, y: 2, width: 3, height: 3 })
    expect(pixelAt(composite(session), 0, 0)).toEqual([1, 2, 7, 255])
    const mask = [0, 255, 255, 0, 0, 0, 0, 0, 0]
    expect([...currentSelection(session)!.data]).toEqual(mask)
    expect([...session.rasters.mask(session.data.masks[0]!.raster).data]).toEqual(mask)
    operations.setCanvasSize(session, 6, 6, { x: 0, y: 0 })
    operations.moveBy(session, session.data.root, { x: 1, y: 2 })
    expect(composite(session)).toEqual(gradient(6, 6))
  })

  test('the anchor says where the picture stays', () => {
    for (const [x, expected] of [
      [0, 0],
      [0.5, 2],
      [1, 4],
    ] as const) {
      const { session, ids } = sessionOf(2, 2, [gradient(2, 2)])
      operations.setCanvasSize(session, 6, 2, { x, y: 0.5 })
      expect(session.data.layers[ids[0]!]).toMatchObject({ transform: { x: expected, y: 0 } })
    }
  })

  test('sizes beyond the limits are refused', () => {
    const { session } = three()
    expect(() => operations.setCanvasSize(session, 20_000, 10)).toThrow('20000 x 10')
    expect(() => operations.setImageSize(session, 0, 10)).toThrow('0 x 10')
    expect(session.data.width).toBe(4)
  })

  test('image size resamples paint layers and masks, and scales image layers without touching them', () => {
    const { session, ids } = sessionOf(4, 4, [grey(80)])
    const image = operations.addImageLayer(session, 'image', gradient(2, 2))
    selectRectangle(session, { x: 0, y: 0, width: 2, height: 4 })
    operations.setImageSize(session, 8, 4)
    expect(session.rasters.get(rasterOf(session, ids[0]!))).toMatchObject({ width: 8, height: 4 })
    expect(pixelAt(composite(session), 7, 3)).toEqual([80, 80, 80, 255])
    expect(session.data.layers[image]).toMatchObject({ transform: { x: 2, y: 1, scaleX: 2, scaleY: 1 } })
    expect(session.rasters.get(rasterOf(session, image))).toMatchObject({ width: 2, height: 2 })
    expect([...currentSelection(session)!.data.subarray(0, 8)].map((v) => v > 127)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
    session.undo()
    expect(session.rasters.get(rasterOf(session, ids[0]!))).toMatchObject({ width: 4, height: 4 })
  })

  test('a layer turned by an odd angle is straightened where scaling would shear it', () => {
    const { session, ids } = sessionOf(8, 8, [plain(8, 8, [5, 6, 7, 255])])
    operations.setTransform(session, ids[0]!, { x: 4, y: 0, scaleX: 0.5, scaleY: 0.5, rotation: 45 })
    operations.setImageSize(session, 16, 8)
    expect(session.data.layers[ids[0]!]).toMatchObject({ transform: { rotation: 0 } })
    expect(pixelAt(composite(session), 8, 3)).toEqual([5, 6, 7, 255])
    expect(session.rasters.ids()).toHaveLength(2)
  })
})
