import { expect, it } from 'vitest'
import { plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { addSketch, keepDrawn, placeFor, rectOf, sketchOf, strokesOn } from './layers.ts'
import { pictureAt } from './pictures.ts'
import { sketchState } from './state.ts'

const drawn = (value: number) => ({
  pixels: { width: 4, height: 4, channels: 3 as const, data: new Uint8Array(48).fill(value) },
  point: { latent: [value], words: {} },
})

const begin = () => {
  const { session } = sessionOf(40, 20, [plain(40, 20, [255, 255, 255, 255])])
  return { session, layers: addSketch(session, 'discs', sketchState.getState(), drawn(9)) }
}

it('fills as much of the document as has the shape of the picture, in its middle', () => {
  expect(placeFor({ width: 40, height: 20 }, { width: 4, height: 4 })).toEqual({
    x: 10,
    y: 0,
    width: 20,
    height: 20,
  })
  expect(placeFor({ width: 10, height: 40 }, { width: 8, height: 4 })).toEqual({
    x: 0,
    y: 18,
    width: 10,
    height: 5,
  })
})

it('lays picture, colours and outlines on top as one step, and finds them from each of the three', () => {
  const { session, layers } = begin()
  const names = session.data.root.map((id) => session.data.layers[id]!.name)
  expect(names.slice(-3)).toEqual(['Sketch', 'Sketch colours', 'Sketch outlines'])
  expect(session.data.active).toBe(layers.color.id)
  for (const { id } of [layers.result, layers.color, layers.outline!])
    expect(sketchOf(session.data, id)?.result.id).toBe(layers.result.id)
  expect(rectOf(session, layers.result)).toEqual({ x: 10, y: 0, width: 20, height: 20 })
  session.undo()
  expect(sketchOf(session.data, layers.color.id)).toBeUndefined()
})

it('keeps what is shown in its layer, with what it takes to go on from there', () => {
  const { session, layers } = begin()
  keepDrawn(session, layers, drawn(77), [], { latent: [1], words: {} })
  const { result } = sketchOf(session.data, layers.color.id)!
  expect(result.recipe).toMatchObject({ model: 'discs', point: { latent: [77] }, before: { latent: [1] } })
  expect(session.rasters.toPixels(result.raster).data[0]).toBe(77)
  expect(rectOf(session, result)).toEqual({ x: 10, y: 0, width: 20, height: 20 })
})

it('reads strokes where the picture lies, small, and nothing where there are none or the layer is hidden', () => {
  const { session, layers } = begin()
  const rect = rectOf(session, layers.result)
  expect(strokesOn(session, layers.color, rect)).toBeUndefined()
  const stroke = session.begin({ key: 'document:history.brush' })
  stroke.editPixels(layers.color.raster, { x: 10, y: 0, width: 5, height: 5 }, (context) => {
    context.fillStyle = '#ff0000'
    context.fillRect(10, 0, 5, 5)
  })
  stroke.commit()
  const seen = strokesOn(session, layers.color, rect)!
  expect(seen).toMatchObject({ width: 20, height: 20, channels: 4 })
  expect([...seen.data.slice(0, 4)]).toEqual([255, 0, 0, 255])
  expect(seen.data[4 * (10 * 20 + 10) + 3]).toBe(0)
  expect(strokesOn(session, { ...layers.color, visible: false }, rect)).toBeUndefined()
})

it('takes single pictures out of a strip', () => {
  const strip = {
    width: 1,
    height: 3,
    channels: 3 as const,
    data: Uint8Array.from([1, 1, 1, 2, 2, 2, 3, 3, 3]),
  }
  expect([...pictureAt(strip, 1, 3).data]).toEqual([2, 2, 2])
})
