import { expect, test } from 'vitest'
import { composite } from '../composite.ts'
import { clearContents, fillContents } from '../selection/index.ts'
import { hardBrush } from '../testing/brushes.fixture.ts'
import { pixelAt, plain, sessionOf } from '../testing/sessions.fixture.ts'
import { beginStroke } from './index.ts'

const brush = hardBrush(30)
const red = { r: 255, g: 0, b: 0 }
const green = { r: 0, g: 255, b: 0 }

/** A layer of three bands: opaque, half transparent, empty; its alpha locked. */
function bands() {
  const picture = plain(30, 10, [0, 0, 255, 255])
  for (let i = 0; i < 300; i++)
    if (i % 30 >= 20) picture.data.set([0, 0, 0, 0], 4 * i)
    else if (i % 30 >= 10) picture.data.set([0, 0, 255, 128], 4 * i)
  const { session, ids } = sessionOf(30, 10, [picture])
  session.change({ key: 'test:lock' }, ({ layers }) => {
    const layer = layers[ids[0]!]!
    if ('raster' in layer) layer.alphaLocked = true
  })
  const shown = () => [5, 15, 25].map((x) => pixelAt(composite(session), x, 5))
  return { session, id: ids[0]!, shown }
}

test('painting a layer whose alpha is locked changes its colours alone', () => {
  const { session, id, shown } = bands()
  const stroke = beginStroke(session, id, { brush, color: red })
  stroke.add([{ x: 15, y: 5, time: 0, pressure: 1 }])
  stroke.end()
  expect(shown()).toEqual([
    [255, 0, 0, 255],
    [255, 0, 0, 128],
    [0, 0, 0, 0],
  ])
})

test('its eraser paints what lies behind, and so do filling and clearing', () => {
  const { session, id, shown } = bands()
  const stroke = beginStroke(session, id, { brush, color: green, erase: true })
  stroke.add([{ x: 15, y: 5, time: 0, pressure: 1 }])
  stroke.end()
  expect(shown()[1]).toEqual([0, 255, 0, 128])
  fillContents(session, [id], red)
  expect(shown()[1]).toEqual([255, 0, 0, 128])
  clearContents(session, [id], { key: 'test:clear' }, green)
  expect(shown()).toEqual([
    [0, 255, 0, 255],
    [0, 255, 0, 128],
    [0, 0, 0, 0],
  ])
})
