import { expect, test } from 'vitest'
import { composite } from '../composite.ts'
import { currentSelection, selectRectangle } from '../selection/index.ts'
import { gradient, pixelAt, sessionOf } from '../testing/sessions.fixture.ts'
import { flipDocument, rotateDocument } from './turnDocument.ts'

const WIDTH = 5
const HEIGHT = 3

function scene() {
  const { session } = sessionOf(WIDTH, HEIGHT, [gradient(WIDTH, HEIGHT)])
  // One pixel, at 1, 0.
  selectRectangle(session, { x: 1, y: 0, width: 1, height: 1 })
  return session
}

test.each([
  ['90° clockwise', 90, [HEIGHT - 1, 1], 3, 5],
  ['180°', 180, [WIDTH - 2, HEIGHT - 1], 5, 3],
  ['90° counter-clockwise', 270, [0, WIDTH - 2], 3, 5],
] as const)(
  'a turn of %s takes pixels, selection and sides along',
  (_name, degrees, [x, y], width, height) => {
    const session = scene()
    rotateDocument(session, degrees)
    const picture = composite(session)
    expect([picture.width, picture.height]).toEqual([width, height])
    expect(pixelAt(picture, x, y)).toEqual([1, 0, 7, 255])
    const selection = currentSelection(session)!
    expect([selection.width, selection.height]).toEqual([width, height])
    expect([...selection.data].flatMap((value, i) => (value > 0 ? [i] : []))).toEqual([y * width + x])
  },
)

test.each([
  ['horizontal', [WIDTH - 2, 0]],
  ['vertical', [1, HEIGHT - 1]],
] as const)('a %s flip mirrors pixels and selection', (axis, [x, y]) => {
  const session = scene()
  flipDocument(session, axis)
  expect(pixelAt(composite(session), x, y)).toEqual([1, 0, 7, 255])
  expect([...currentSelection(session)!.data].findIndex((value) => value > 0)).toBe(y * WIDTH + x)
})

test('four quarter turns and two flips come back to the same pixels', () => {
  const session = scene()
  for (let i = 0; i < 4; i++) rotateDocument(session, 90)
  for (const axis of ['horizontal', 'horizontal', 'vertical', 'vertical'] as const)
    flipDocument(session, axis)
  expect(composite(session)).toEqual(gradient(WIDTH, HEIGHT))
})

test('a turn is one undo entry', () => {
  const session = scene()
  const before = session.store.getState().historyPosition
  rotateDocument(session, 90)
  expect(session.store.getState().historyPosition).toBe(before + 1)
  session.undo()
  expect(composite(session)).toEqual(gradient(WIDTH, HEIGHT))
})
