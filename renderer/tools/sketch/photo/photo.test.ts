import { expect, it } from 'vitest'
import { defaultSketchSettings as settings } from '../../../../electron/contract/document/index.ts'
import { gradient, plain, sessionOf } from '../../../document/testing/sessions.fixture.ts'
import { addSketch, keepDrawn, sketchOf } from '../layers.ts'
import { photoOf } from './edit.ts'
import { readPart, regionFor } from './part.ts'

const square = { width: 64, height: 64 }

it('takes of a photo what has the shape of the picture around the selection, as far as the photo goes', () => {
  const photo = { width: 400, height: 300 }
  expect(regionFor(photo, null, square)).toEqual({ x: 50, y: 0, width: 300, height: 300 })
  const around = regionFor(photo, { x: 100, y: 50, width: 80, height: 120 }, square)
  expect(around).toEqual({ x: 80, y: 50, width: 120, height: 120 })
  // At a corner it is moved in; a selection longer than the photo is high takes all of its height.
  const corner = regionFor(photo, { x: 380, y: 260, width: 20, height: 40 }, square)
  expect(corner).toEqual({ x: 360, y: 260, width: 40, height: 40 })
  const wide = regionFor(photo, { x: 0, y: 140, width: 400, height: 10 }, square)
  expect(wide).toEqual({ x: 0, y: 0, width: 400, height: 300 })
})

it('reads a region with what lies around it, every pixel and its mask, or fewer of them', () => {
  const { session, ids } = sessionOf(40, 20, [gradient(40, 20)])
  const raster = session.rasters.color((session.data.layers[ids[0]!] as { raster: string }).raster)
  const region = { x: 4, y: 4, width: 12, height: 12 }
  const mask = { width: 40, height: 20, channels: 1 as const, data: new Uint8Array(800) }
  mask.data[5 * 40 + 6] = 200
  const whole = readPart(raster, region, { margin: 0.5, mask })
  // Six pixels around it, where there are so many.
  expect(whole.region).toEqual({ x: 4, y: 4, width: 12, height: 12 })
  expect([whole.photo.width, whole.photo.height]).toEqual([22, 20])
  expect([...whole.photo.data.subarray(4 * (9 * 22 + 7), 4 * (9 * 22 + 7) + 2)]).toEqual([7, 9])
  expect(whole.mask!.data[5 * 22 + 6]).toBe(200)
  const inner = readPart(raster, region, {})
  expect(inner.region).toEqual({ x: 0, y: 0, width: 12, height: 12 })
  const small = readPart(raster, region, { margin: 0.5, side: 6, mask })
  expect([small.photo.width, small.photo.height]).toEqual([11, 10])
  expect(small.region).toEqual({ x: 2, y: 2, width: 6, height: 6 })
  expect([small.mask!.width, small.mask!.data.length]).toEqual([11, 110])
})

it('keeps an edited photo with its region, strength and mask, and takes it up again', () => {
  const { session, ids } = sessionOf(40, 20, [gradient(40, 20)])
  const source = ids[0]!
  const point = { latent: [1], words: {} }
  const photo = {
    region: { x: 10, y: 0, width: 20, height: 20 },
    strength: 1,
    likeness: { error: 0.1, explained: 0.8, foreign: false },
  }
  const layers = addSketch(session, {
    pixels: plain(20, 20, [9, 9, 9, 255]),
    transform: { x: 10, y: 0, scaleX: 1, scaleY: 1, rotation: 0 },
    above: source,
    source,
    recipe: { model: 'discs', point, before: point, seed: 1, settings, photo },
  })
  expect(session.data.root.map((id) => session.data.layers[id]!.name)).toEqual([
    'a',
    'Sketched photo',
    'Sketch colours',
    'Sketch outlines',
  ])
  // The photo is still one that another edit can begin with.
  expect(sketchOf(session.data, source)).toBeUndefined()
  const mask = session.rasters.createMask(40, 20).id
  const after = { latent: [2], words: {} }
  keepDrawn(session, layers, plain(20, 20, [5, 5, 5, 255]), {
    ...{ model: 'discs', point: after, before: point, seed: 1, settings, handles: [] },
    photo: { ...photo, strength: 0.5 },
    mask,
  })
  const again = sketchOf(session.data, layers.outline!.id)!
  expect(again.result.recipe).toMatchObject({ source, color: layers.color.id, point: after, mask })
  const reconstruction = { pixels: plain(4, 4, [1, 1, 1, 255]), point }
  expect(photoOf(session, again, reconstruction)).toMatchObject({
    layer: source,
    strength: 0.5,
    mask: { width: 40, height: 20 },
    pixels: { width: 20, height: 20 },
  })
})
