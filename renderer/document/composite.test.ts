import { expect, test } from 'vitest'
import { composite, isolated } from './composite.ts'
import * as operations from './operations/index.ts'
import { gradient, pixelAt, plain, rasterOf, sessionOf } from './testing/sessions.fixture.ts'

test('untransformed and whole-pixel shifted layers come out exact', () => {
  const { session, ids } = sessionOf(7, 5, [gradient(7, 5)])
  expect(composite(session)).toEqual(gradient(7, 5))
  operations.moveBy(session, ids, { x: 2, y: 1 })
  expect(pixelAt(composite(session), 2, 1)).toEqual([0, 0, 7, 255])
  expect(pixelAt(composite(session), 6, 4)).toEqual([4, 3, 7, 255])
  expect(pixelAt(composite(session), 1, 1)).toEqual([0, 0, 0, 0])
})

test('strips join without a seam: a document larger than one strip is exact', () => {
  const picture = gradient(4096, 300)
  for (let i = 0; i < picture.data.length; i += 4) picture.data[i + 2] = (i * 7) % 251
  const { session } = sessionOf(4096, 300, [picture])
  expect(Buffer.from(composite(session).data).equals(Buffer.from(picture.data))).toBe(true)
})

test('a region is cut from the whole, also beyond the document', () => {
  const { session } = sessionOf(7, 5, [gradient(7, 5)])
  const part = composite(session, { region: { x: 5, y: 3, width: 4, height: 3 } })
  expect(pixelAt(part, 0, 0)).toEqual([5, 3, 7, 255])
  expect(pixelAt(part, 2, 0)).toEqual([0, 0, 0, 0])
})

test('opacity, visibility and modes of layers count', () => {
  const { session, ids } = sessionOf(1, 1, [
    plain(1, 1, [200, 100, 0, 255]),
    plain(1, 1, [100, 100, 100, 255]),
  ])
  operations.setOpacity(session, [ids[1]!], 0.5)
  expect(pixelAt(composite(session), 0, 0)).toEqual([150, 100, 50, 255])
  operations.setBlendMode(session, [ids[1]!], 'difference')
  expect(pixelAt(composite(session), 0, 0)).toEqual([150, 50, 50, 255])
  operations.setVisible(session, [ids[1]!], false)
  expect(pixelAt(composite(session), 0, 0)).toEqual([200, 100, 0, 255])
})

test('upTo stops before a layer, also inside a group', () => {
  const colors = [10, 20, 30].map((grey) => plain(1, 1, [grey, grey, grey, 255]))
  const { session, ids } = sessionOf(1, 1, colors)
  operations.groupLayers(session, ids.slice(1), 'Group')
  const below = (id: string) => pixelAt(composite(session, { upTo: id }), 0, 0)
  expect(below(ids[2]!)).toEqual([20, 20, 20, 255])
  expect(below(ids[1]!)).toEqual([10, 10, 10, 255])
  expect(below(ids[0]!)).toEqual([0, 0, 0, 0])
})

test('a pass-through group mixes with what lies below it, an isolated one does not', () => {
  const { session, ids } = sessionOf(1, 1, [
    plain(1, 1, [200, 200, 200, 255]),
    plain(1, 1, [128, 128, 128, 255]),
  ])
  operations.setBlendMode(session, [ids[1]!], 'multiply')
  const group = operations.groupLayers(session, [ids[1]!], 'Group')!
  expect(pixelAt(composite(session), 0, 0)[0]).toBe(100)
  operations.setOpacity(session, [group], 0.5)
  expect(pixelAt(composite(session), 0, 0)[0]).toBe(150)
  operations.setBlendMode(session, [group], 'normal')
  operations.setOpacity(session, [group], 1)
  expect(pixelAt(composite(session), 0, 0)[0]).toBe(128)
})

test('isolated shows a layer as if visible, opaque and normal', () => {
  const { session, ids } = sessionOf(2, 1, [plain(2, 1, [9, 9, 9, 255]), plain(1, 1, [50, 60, 70, 255])])
  operations.setOpacity(session, [ids[1]!], 0.2)
  operations.setVisible(session, [ids[1]!], false)
  expect([...isolated(session, ids[1]!).data]).toEqual([50, 60, 70, 255, 0, 0, 0, 0])
})

test('quarter turns and mirrors are exact', () => {
  const { session, ids } = sessionOf(3, 3, [gradient(3, 3)])
  operations.rotateLayers(session, ids, 90)
  // Clockwise: the left column, read from below, becomes the top row.
  expect([0, 1, 2].map((x) => pixelAt(composite(session), x, 0).slice(0, 2))).toEqual([
    [0, 2],
    [0, 1],
    [0, 0],
  ])
  operations.rotateLayers(session, ids, 270)
  expect(composite(session)).toEqual(gradient(3, 3))
  operations.flipLayers(session, ids, 'horizontal')
  expect(pixelAt(composite(session), 0, 1)).toEqual([2, 1, 7, 255])
  operations.flipLayers(session, ids, 'horizontal')
  operations.rotateLayers(session, ids, 180)
  operations.flipLayers(session, ids, 'horizontal')
  operations.flipLayers(session, ids, 'vertical')
  expect(composite(session)).toEqual(gradient(3, 3))
  expect(session.rasters.get(rasterOf(session, ids[0]!)).version).toBe(1)
})
