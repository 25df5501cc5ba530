import { beforeEach, describe, expect, test } from 'vitest'
import { addDocument } from '../document/current.ts'
import { plain, sessionOf } from '../document/testing/sessions.fixture.ts'
import { dragOn, pointerAt } from './testing/pointer.fixture.ts'
import { ToolHost } from './toolHost.ts'
import { chooseTool, toolSettings } from './toolSettings.ts'
import { HandTool } from './tools/hand.ts'
import { MoveTool } from './tools/move.ts'
import { PaintTool } from './tools/paint.ts'
import type { Tool } from './tools/tool.ts'
import { ZoomTool } from './tools/zoom.ts'
import { view } from './view.ts'

const machines: Record<string, Tool> = {
  brush: new PaintTool('brush'),
  hand: new HandTool(),
  move: new MoveTool(),
  zoom: new ZoomTool(),
}
const host = new ToolHost((id) => machines[id]!)

beforeEach(() => {
  addDocument(sessionOf(100, 80, [plain(100, 80, [0, 0, 255, 255])]).session)
  chooseTool('brush')
  view.setState({ zoom: 1, panX: 40, panY: 40, width: 400, height: 300 })
})

describe('ToolHost', () => {
  test('a held hand pans, and the chosen tool comes back', () => {
    toolSettings.setState({ heldTool: 'hand' })
    dragOn(host, [
      [0, 0],
      [10, 5],
    ])
    toolSettings.setState({ heldTool: null })
    expect(view.getState()).toMatchObject({ panX: 50, panY: 45 })
    expect(toolSettings.getState().tool).toBe('brush')
  })
  test('choosing another tool in the middle of a gesture takes the gesture back', () => {
    chooseTool('hand')
    host.down(pointerAt(0, 0))
    host.move([pointerAt(30, 30)])
    chooseTool('zoom')
    expect(host.busy).toBe(false)
    expect(view.getState()).toMatchObject({ panX: 40, panY: 40 })
  })
  test('the divider of a comparison is dragged before any tool', () => {
    view.setState({ compare: { mode: 'slider', position: 0.5 } })
    dragOn(host, [
      [160, 10],
      [60, 10],
    ])
    expect(view.getState().compare.position).toBeCloseTo(0.25)
    view.setState({ compare: { mode: 'off', position: 0.5 } })
  })
  test('Escape is for the gesture, then for nobody', () => {
    const key = { key: 'Escape', shiftKey: false, altKey: false, repeat: false }
    host.down(pointerAt(5, 5))
    expect(host.keyDown(key)).toBe(true)
    expect(host.keyDown(key)).toBe(false)
  })
})
