import { expect, test } from 'vitest'
import { addDocument } from '../document/current.ts'
import { selectRectangle } from '../document/selection/index.ts'
import { pixelAt, plain, sessionOf } from '../document/testing/sessions.fixture.ts'
import { pointerAt } from './testing/pointer.fixture.ts'
import { MoveTool } from './tools/move.ts'
import { view } from './view.ts'

function setUp() {
  const { session, ids } = sessionOf(40, 30, [plain(40, 30, [9, 9, 9, 255]), plain(20, 20, [200, 0, 0, 255])])
  addDocument(session)
  // So near that no handle is under the pointer.
  view.setState({ zoom: 10, width: 400, height: 300, snapping: false })
  return { session, spot: ids[1]! }
}

function drag(): MoveTool {
  const move = new MoveTool()
  move.down(pointerAt(5, 6))
  move.drag([pointerAt(15, 3)])
  return move
}

test('a drag that goes on in another document leaves the layer where it was, held by where it was pressed', () => {
  const { session, spot } = setUp()
  const carried = drag().carry()!
  expect(carried).toEqual({ home: session, scene: session, layers: [spot], grab: { x: 5, y: 6 } })
  expect(session.data.layers[spot]).toMatchObject({ transform: { x: 0, y: 0 } })
  expect(session.store.getState().history).toEqual([])
})

test('where something is selected, that part alone is carried, in its place', () => {
  const { session, spot } = setUp()
  selectRectangle(session, { x: 2, y: 3, width: 6, height: 5 })
  const { home, scene, layers } = drag().carry()!
  expect(home).toBe(session)
  expect(scene).not.toBe(session)
  expect(scene.data).toMatchObject({ width: 40, height: 30 })
  const part = scene.data.layers[layers[0]!]!
  expect(part).toMatchObject({ name: session.data.layers[spot]!.name, transform: { x: 2, y: 3 } })
  const pixels = scene.rasters.toPixels('raster' in part ? part.raster : '')
  expect([pixels.width, pixels.height]).toEqual([6, 5])
  expect(pixelAt(pixels, 0, 0)).toEqual([200, 0, 0, 255])
})

test('nothing is carried before a drag has begun', () => {
  setUp()
  const move = new MoveTool()
  expect(move.carry()).toBeNull()
  move.down(pointerAt(5, 6))
  expect(move.carry()).toBeNull()
  move.up()
})
