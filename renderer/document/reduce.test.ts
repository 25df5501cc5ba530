import { expect, test } from 'vitest'
import { hasPixels } from '../../electron/contract/document/index.ts'
import { composite } from './composite.ts'
import * as operations from './operations/index.ts'
import { averageBlocks } from './reduce.ts'
import { gradient, pixelAt, plain, sessionOf } from './testing/sessions.fixture.ts'

test('blocks are averaged with colours weighted by alpha, missing pixels as transparent', () => {
  const row = Uint8ClampedArray.from([
    200, 0, 0, 255, 0, 100, 0, 255, 50, 60, 70, 255, 9, 9, 9, 0, 8, 8, 8, 200,
  ])
  expect([...averageBlocks(row, 5, 2, 1)]).toEqual([100, 50, 0, 255, 50, 60, 70, 128, 8, 8, 8, 100])
})

test('a layer shown at a fraction of its size is averaged, and follows its pixels when they change', () => {
  const stripes = plain(12, 12, [0, 0, 0, 255])
  for (let i = 0; i < stripes.data.length; i += 8) stripes.data.set([255, 255, 255], i)
  const { session, ids } = sessionOf(12, 12, [stripes])
  operations.setTransform(session, ids[0]!, { x: 0, y: 0, scaleX: 0.25, scaleY: 0.5, rotation: 0 })
  expect(pixelAt(composite(session), 1, 3)).toEqual([128, 128, 128, 255])
  expect(pixelAt(composite(session), 3, 3)).toEqual([0, 0, 0, 0])
  const layer = session.data.layers[ids[0]!]!
  session.edit({ key: 'document:history.fill' }, (gesture) => {
    if (!hasPixels(layer)) return
    const all = { x: 0, y: 0, width: 12, height: 12 }
    gesture.editPixels(layer.raster, all, (context) => context.clearRect(0, 0, 12, 12))
  })
  expect(pixelAt(composite(session), 1, 3)).toEqual([0, 0, 0, 0])
})

test('a part of a reduced layer is that part of the whole', () => {
  const { session, ids } = sessionOf(12, 12, [gradient(40, 40)])
  operations.setTransform(session, ids[0]!, { x: 1, y: 2, scaleX: 0.25, scaleY: -0.3, rotation: 90 })
  const whole = composite(session)
  for (const [x, y] of [
    [0, 0],
    [5, 3],
    [9, 8],
  ] as const) {
    const part = composite(session, { region: { x, y, width: 3, height: 2 } })
    expect(pixelAt(part, 2, 1)).toEqual(pixelAt(whole, x + 2, y + 1))
  }
  expect(pixelAt(whole, 5, 4)[3]).toBe(255)
})
