import { beforeEach, expect, test } from 'vitest'
import { addDocument } from '../../document/current.ts'
import { plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { pointerAt } from '../testing/pointer.fixture.ts'
import { view } from '../view.ts'
import { fitView, turnView } from '../viewCommands.ts'
import { turnedPoint, turnedSize } from '../viewMath.ts'
import { RotateViewTool } from './rotateView.ts'

const initial = view.getState()
const at = (x: number, y: number, shift = false) => ({ ...pointerAt(0, 0), screen: { x, y }, shift })

beforeEach(() => {
  addDocument(sessionOf(300, 100, [plain(300, 100, [0, 0, 255, 255])]).session)
  view.setState({ ...initial, width: 500, height: 500, window: { width: 400, height: 300 } })
})

test('a drag around the middle turns the view by its angle, Shift by steps, Escape not at all', () => {
  const tool = new RotateViewTool()
  tool.down(at(350, 250))
  // Where the pointer is seen in the viewport, which has not turned yet.
  tool.drag([at(250, 350)])
  expect(view.getState().rotation).toBeCloseTo(90, 6)
  tool.cancel()
  expect(view.getState().rotation).toBe(0)
  tool.down(at(350, 250))
  tool.drag([at(350, 270, true)])
  expect(view.getState().rotation).toBe(15)
  tool.up()
  tool.doubleClick()
  expect(view.getState().rotation).toBe(0)
})

test('any angle is brought to half a turn each way; what is nearly upright becomes so', () => {
  turnView(350)
  expect(view.getState().rotation).toBeCloseTo(-10, 9)
  turnView(0.4)
  expect(view.getState().rotation).toBe(0)
})

test('the whole document is fitted into the window as it is turned', () => {
  turnView(90)
  fitView()
  const { zoom, panX, panY } = view.getState()
  // 300 pixels stand upright in 300 less the margins; the middle stays in the middle.
  expect(zoom).toBeCloseTo((300 - 48) / 300, 2)
  expect(panX + 150 * zoom).toBeCloseTo(250, 0)
  expect(panY + 50 * zoom).toBeCloseTo(250, 0)
})

test('points and sizes turn clockwise', () => {
  const { x, y } = turnedPoint({ x: 1, y: 0 }, 90)
  expect([x, y].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 1])
  const { width, height } = turnedSize({ width: 40, height: 10 }, 90)
  expect([width, height].map(Math.round)).toEqual([10, 40])
})
