import { expect, test } from 'vitest'
import { composite } from '../composite.ts'
import { addPaintLayer } from '../operations/index.ts'
import { toSaved } from '../saving.ts'
import { selectRectangle } from '../selection/index.ts'
import type { DocumentSession } from '../session.ts'
import { pixelAt, plain, sessionOf } from '../testing/sessions.fixture.ts'
import { beginGradient, drawGradient, type Gradient } from './gradient.ts'

const black = { r: 0, g: 0, b: 0 }
const white = { r: 255, g: 255, b: 255 }
const across: Gradient = {
  kind: 'linear',
  from: { x: 0, y: 0 },
  to: { x: 256, y: 0 },
  start: black,
  end: white,
  opacity: 1,
}

function fill(session: DocumentSession, id: string, gradient: Gradient) {
  const gesture = beginGradient(session)
  drawGradient(session, gesture, id, gradient)
  gesture.commit()
}

test('a linear gradient goes evenly from one colour to the other, and is one step', () => {
  const { session, ids } = sessionOf(256, 8, [plain(256, 8, [90, 0, 0, 255])])
  const before = toSaved(session)
  fill(session, ids[0]!, across)
  const seen = composite(session)
  for (let x = 0; x < 256; x++)
    expect(Math.abs(pixelAt(seen, x, 4)[1]! - ((x + 0.5) / 256) * 255)).toBeLessThanOrEqual(1)
  session.undo()
  expect(toSaved(session)).toEqual(before)
})

test('between two levels, as many pixels take the nearer one as are nearer to it', () => {
  const { session, ids } = sessionOf(400, 40, [plain(400, 40, [0, 0, 0, 255])])
  const grey = (v: number) => ({ r: v, g: v, b: v })
  fill(session, ids[0]!, { ...across, to: { x: 400, y: 0 }, start: grey(100), end: grey(101) })
  const { data } = composite(session)
  const mean = (left: number) => {
    let sum = 0
    for (let y = 0; y < 40; y++) for (let x = left; x < left + 40; x++) sum += data[4 * (y * 400 + x)]!
    return sum / 1600
  }
  for (const left of [40, 180, 320])
    expect(Math.abs(mean(left) - (100 + (left + 20) / 400))).toBeLessThan(0.05)
})

test('a radial one that fades out paints on an empty layer, within the selection', () => {
  const { session } = sessionOf(100, 100, [plain(100, 100, [255, 255, 255, 255])])
  const id = addPaintLayer(session, 'own')!
  selectRectangle(session, { x: 0, y: 0, width: 100, height: 50 })
  fill(session, id, {
    ...across,
    kind: 'radial',
    from: { x: 50, y: 50 },
    to: { x: 90, y: 50 },
    end: null,
  })
  const seen = composite(session)
  expect(pixelAt(seen, 50, 49)[0]).toBeLessThan(8)
  expect(Math.abs(pixelAt(seen, 50, 29)[0]! - 128)).toBeLessThan(5)
  expect(pixelAt(seen, 50, 5)).toEqual([255, 255, 255, 255])
  expect(pixelAt(seen, 50, 55)).toEqual([255, 255, 255, 255])
})
