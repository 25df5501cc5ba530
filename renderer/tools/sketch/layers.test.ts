import { expect, it } from 'vitest'
import { defaultSketchSettings as settings } from '../../../electron/contract/document/index.ts'
import { plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { addSketch, filling, isBeside, keepDrawn, placeFor, sketchOf, strokesOn } from './layers.ts'
import { pictureAt } from './pictures.ts'
import { placeOf, pointAt, shareAt } from './place.ts'

const drawn = (value: number) => ({
  pixels: { width: 4, height: 4, channels: 3 as const, data: new Uint8Array(48).fill(value) },
  point: { latent: [value], words: {} },
})

const begin = (turned = 0) => {
  const { session } = sessionOf(40, 20, [plain(40, 20, [255, 255, 255, 255])])
  const { pixels, point } = drawn(9)
  const layers = addSketch(session, {
    pixels,
    transform: { ...filling(placeFor(session.data, pixels), pixels), rotation: turned },
    above: null,
    recipe: { model: 'discs', point, seed: 1, settings },
  })
  return { session, layers }
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
  expect(placeOf(session, layers.result)).toEqual({ a: 20, b: 0, c: 0, d: 20, e: 10, f: 0 })
  session.undo()
  expect(sketchOf(session.data, layers.color.id)).toBeUndefined()
})

it('keeps what is shown in its layer, with what it takes to go on from there', () => {
  const { session, layers } = begin()
  const { point } = drawn(77)
  // Twice as fine as the one before, in the same place.
  const pixels = plain(8, 8, [77, 77, 77, 255])
  const before = { latent: [1], words: {} }
  keepDrawn(session, layers, pixels, { model: 'discs', point, before, seed: 1, settings, handles: [] })
  const { result } = sketchOf(session.data, layers.color.id)!
  expect(result.recipe).toMatchObject({ model: 'discs', point: { latent: [77] }, before: { latent: [1] } })
  expect(session.rasters.toPixels(result.raster).data[0]).toBe(77)
  expect(placeOf(session, result)).toEqual({ a: 20, b: 0, c: 0, d: 20, e: 10, f: 0 })
})

it('reads strokes where the picture lies, small, of a hidden layer too, and nothing where there are none', () => {
  const { session, layers } = begin()
  const place = placeOf(session, layers.result)
  expect(strokesOn(session, layers.color, place)).toBeUndefined()
  const stroke = session.begin({ key: 'document:history.brush' })
  stroke.editPixels(layers.color.raster, { x: 10, y: 0, width: 5, height: 5 }, (context) => {
    context.fillStyle = '#ff0000'
    context.fillRect(10, 0, 5, 5)
  })
  stroke.commit()
  const seen = strokesOn(session, layers.color, place)!
  expect(seen).toMatchObject({ width: 20, height: 20, channels: 4 })
  expect([...seen.data.slice(0, 4)]).toEqual([255, 0, 0, 255])
  expect(seen.data[4 * (10 * 20 + 10) + 3]).toBe(0)
  expect(strokesOn(session, { ...layers.color, visible: false }, place)).toEqual(seen)
})

it('takes a thousand strokes for one picture, and those beside the picture for none', () => {
  const { session, layers } = begin()
  const place = placeOf(session, layers.result)
  const draw = (x: number, y: number) => {
    const stroke = session.begin({ key: 'document:history.brush' })
    stroke.editPixels(layers.color.raster, { x, y, width: 1, height: 1 }, (context) => {
      context.fillStyle = '#ff0000'
      context.fillRect(x, y, 1, 1)
    })
    stroke.commit()
  }
  // The picture lies between 10 and 30.
  expect(isBeside(session, layers.color, place)).toBe(false)
  for (let k = 0; k < 20; k++) draw(k % 10, k)
  expect(strokesOn(session, layers.color, place)).toBeUndefined()
  expect(isBeside(session, layers.color, place)).toBe(true)
  expect(isBeside(session, layers.outline, place)).toBe(false)
  for (let k = 0; k < 1000; k++) draw(10 + (k % 20), Math.floor(k / 20) % 20)
  const seen = strokesOn(session, layers.color, place)!
  expect([seen.width, seen.height]).toEqual([20, 20])
  expect(isBeside(session, layers.color, place)).toBe(false)
  for (let i = 3; i < seen.data.length; i += 4) expect(seen.data[i]).toBe(255)
})

it('reads strokes of a picture that is turned where they lie on it', () => {
  const { session, layers } = begin(90)
  const place = placeOf(session, layers.result)
  // A quarter turn about the top left: what is right of it in the picture is below it in the document.
  const middle = pointAt(place, { x: 0.75, y: 0.1 })
  expect(middle.x).toBeCloseTo(8)
  expect(middle.y).toBeCloseTo(15)
  expect(shareAt(place, middle).x).toBeCloseTo(0.75)
  const stroke = session.begin({ key: 'document:history.brush' })
  stroke.editPixels(layers.color.raster, { x: 7, y: 14, width: 2, height: 2 }, (context) => {
    context.fillStyle = '#00ff00'
    context.fillRect(7, 14, 2, 2)
  })
  stroke.commit()
  const seen = strokesOn(session, layers.color, place)!
  expect([...seen.data.slice(4 * (2 * 20 + 15), 4 * (2 * 20 + 15) + 4)]).toEqual([0, 255, 0, 255])
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
