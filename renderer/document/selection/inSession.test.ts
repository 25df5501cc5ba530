import { describe, expect, test } from 'vitest'
import { composite } from '../composite.ts'
import { type Mask, maskBounds } from '../masks/mask.ts'
import * as operations from '../operations/index.ts'
import type { DocumentSession } from '../session.ts'
import { pixelAt, plain, rasterOf, sessionOf } from '../testing/sessions.fixture.ts'
import * as selection from './index.ts'

const area = ({ data }: Mask) => data.reduce((sum, value) => sum + value, 0) / 255
const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })

describe('in a session', () => {
  const two = () => sessionOf(6, 4, [plain(6, 4, [10, 20, 30, 255]), plain(6, 4, [200, 100, 50, 255])])

  test('shapes join by mode, and a selection of nothing is none', () => {
    const { session } = two()
    selection.selectRectangle(session, rect(0, 0, 3, 4))
    selection.selectRectangle(session, rect(2, 0, 2, 4), { mode: 'add' })
    expect(area(selection.currentSelection(session)!)).toBe(16)
    selection.selectRectangle(session, rect(0, 0, 6, 4), { mode: 'subtract' })
    expect(session.data.selection).toBeNull()
    session.undo()
    expect(area(selection.currentSelection(session)!)).toBe(16)
    expect(() => {
      selection.deselect(session)
      selection.growSelection(session, 2)
    }).toThrow('Nothing is selected')
  })

  test('saved masks outlive the selection and can be loaded into it', () => {
    const { session } = two()
    selection.selectRectangle(session, rect(0, 0, 2, 2))
    const id = selection.saveSelection(session, 'corner')
    selection.selectRectangle(session, rect(4, 0, 2, 2))
    selection.loadMask(session, id, { mode: 'add' })
    expect(area(selection.currentSelection(session)!)).toBe(8)
    selection.renameMask(session, id, 'left')
    expect(session.data.masks.map((saved) => saved.name)).toEqual(['left'])
    selection.deleteMask(session, id)
    expect(session.data.masks).toEqual([])
    expect(() => selection.loadMask(session, id)).toThrow('no saved mask')
  })

  test('the wand samples the picture or the active layer alone', () => {
    const { session, ids } = two()
    selection.selectRectangle(session, rect(0, 0, 3, 4))
    selection.clearContents(session, [ids[1]!])
    const wand = { tolerance: 0, contiguous: true }
    selection.selectWand(session, { x: 0.5, y: 0.5 }, { ...wand, sampleAll: true })
    expect(maskBounds(selection.currentSelection(session)!)).toEqual(rect(0, 0, 3, 4))
    session.selectLayers([ids[0]!])
    selection.selectWand(session, { x: 0.5, y: 0.5 }, { ...wand, sampleAll: false })
    expect(maskBounds(selection.currentSelection(session)!)).toEqual(rect(0, 0, 6, 4))
  })

  test('a layer’s alpha selects where the layer lies', () => {
    const { session, ids } = two()
    operations.moveBy(session, [ids[1]!], { x: 4, y: 1 })
    selection.selectLayerContent(session, ids[1]!)
    expect(maskBounds(selection.currentSelection(session)!)).toEqual(rect(4, 1, 2, 3))
  })

  test('clearing and filling keep to the selection, also on a shifted layer', () => {
    const { session, ids } = two()
    operations.moveBy(session, [ids[1]!], { x: 1, y: 0 })
    selection.selectRectangle(session, rect(2, 1, 2, 2))
    selection.clearContents(session, [ids[1]!])
    expect(pixelAt(composite(session), 2, 1)).toEqual([10, 20, 30, 255])
    expect(pixelAt(composite(session), 4, 1)).toEqual([200, 100, 50, 255])
    selection.fillContents(session, [ids[1]!], { r: 1, g: 2, b: 3 })
    expect(pixelAt(composite(session), 3, 2)).toEqual([1, 2, 3, 255])
    operations.setLocked(session, [ids[1]!], true)
    expect(() => selection.clearContents(session, [ids[1]!])).toThrow('locked')
  })

  test('a fill reaches where a paint layer has no pixels yet, and is taken back whole', () => {
    const { session, ids } = two()
    operations.moveBy(session, [ids[1]!], { x: 4, y: 0 })
    selection.selectRectangle(session, rect(0, 0, 2, 2))
    const raster = rasterOf(session, ids[1]!)
    selection.fillContents(session, [ids[1]!], { r: 1, g: 2, b: 3 })
    expect(pixelAt(composite(session), 1, 1)).toEqual([1, 2, 3, 255])
    expect(pixelAt(composite(session), 5, 1)).toEqual([200, 100, 50, 255])
    session.undo()
    expect(rasterOf(session, ids[1]!)).toBe(raster)
  })

  test('copy takes the selected part softly, cut removes it, copy merged sees all layers', () => {
    const { session, ids } = two()
    selection.setSelection(
      session,
      { key: 'document:history.lasso' },
      { width: 6, height: 4, data: new Uint8Array(24).fill(102, 8, 10) },
    )
    const clip = selection.cutLayer(session, ids[1]!)
    expect(clip).toMatchObject({ x: 2, y: 1, pixels: { width: 2, height: 1 } })
    expect(pixelAt(clip.pixels, 0, 0)).toEqual([200, 100, 50, 102])
    expect(session.store.getState().history.at(-1)!.label.key).toBe('document:history.cut')
    expect(pixelAt(session.rasters.toPixels(rasterOf(session, ids[1]!)), 2, 1)[3]).toBe(153)
    const merged = selection.copyMerged(session)
    expect(pixelAt(merged.pixels, 1, 0)[3]).toBe(102)
    operations.moveBy(session, [ids[1]!], { x: 50, y: 0 })
    expect(() => selection.copyLayer(session, ids[1]!)).toThrow('no pixels to copy')
  })

  describe('the bucket', () => {
    const color = { r: 1, g: 2, b: 3 }
    const options = { tolerance: 0, contiguous: true, sampleAll: false, antialias: false }
    const look = (session: DocumentSession, row: number) =>
      Array.from({ length: 6 }, (_, x) => pixelAt(composite(session), x, row)[0])
    /** White, with a line of black and its grey edges down the middle of the layer. */
    const lined = () => {
      const picture = plain(6, 4, [255, 255, 255, 255])
      for (let y = 0; y < 4; y++)
        for (const [x, value] of [100, 0, 100].entries())
          picture.data.fill(value, 4 * (y * 6 + x + 2), 4 * (y * 6 + x + 2) + 3)
      return sessionOf(6, 4, [plain(6, 4, [9, 9, 9, 255]), picture])
    }

    test('fills what is joined and alike, or all that is alike, within the selection', () => {
      const { session, ids } = lined()
      expect(selection.bucketFill(session, ids[1]!, { x: 0.5, y: 1 }, color, options)).toBe(true)
      expect(look(session, 0)).toEqual([1, 1, 100, 0, 100, 255])
      session.undo()
      selection.selectRectangle(session, rect(1, 1, 5, 2))
      selection.bucketFill(session, ids[1]!, { x: 0.5, y: 1 }, color, { ...options, contiguous: false })
      expect(look(session, 0)).toEqual([255, 255, 100, 0, 100, 255])
      expect(look(session, 1)).toEqual([255, 1, 100, 0, 100, 1])
      const before = session.store.getState().history.length
      expect(selection.bucketFill(session, ids[1]!, { x: 3, y: 1 }, color, options)).toBe(true)
      session.undo()
      selection.selectRectangle(session, rect(0, 0, 2, 4))
      expect(selection.bucketFill(session, ids[1]!, { x: 3, y: 1 }, color, options)).toBe(false)
      expect(selection.bucketFill(session, ids[1]!, { x: 7, y: 1 }, color, options)).toBe(false)
      expect(session.store.getState().history).toHaveLength(before + 1)
    })

    test('fades into the edge of a line as far as that is like what is filled', () => {
      const { session, ids } = lined()
      selection.bucketFill(session, ids[1]!, { x: 0.5, y: 1 }, color, { ...options, antialias: true })
      // 100 of 255 like white: 100 + (1 - 100) * 100 / 255.
      expect(look(session, 2)).toEqual([1, 1, 61, 0, 100, 255])
    })

    test('looks at the whole picture where it is told to, and paints its own layer', () => {
      const { session, ids } = lined()
      session.selectLayers([ids[0]!])
      selection.bucketFill(session, ids[0]!, { x: 0.5, y: 1 }, color, { ...options, sampleAll: true })
      operations.setVisible(session, [ids[1]!], false)
      expect(look(session, 0)).toEqual([1, 1, 9, 9, 9, 9])
    })
  })
})
