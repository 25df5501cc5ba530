import { beforeEach, describe, expect, test } from 'vitest'
import { addImageLayer, setLocked } from '../../document/operations/index.ts'
import { plain, rasterOf } from '../../document/testing/sessions.fixture.ts'
import { onCanvasMessage } from '../messages.ts'
import { dragThrough, pointerAt } from '../testing/pointer.fixture.ts'
import { toolSettings } from '../toolSettings.ts'
import { fillAlike } from './bucket.ts'
import { ClickTool } from './click.ts'
import { batches, PaintTool } from './paint.ts'
import { historyLength, ids, initial, red, session } from './photo.fixture.ts'

describe('painting', () => {
  const paint = (tool: PaintTool) =>
    dragThrough(tool, [
      [2, 5],
      [18, 5],
    ])
  const pixel = () => {
    const { context } = session.rasters.color(rasterOf(session, ids[1]!))
    return [...context.getImageData(10, 5, 1, 1).data]
  }
  beforeEach(() => {
    const hard = { ...initial.brush, size: 6, hardness: 1, smoothing: 0 }
    toolSettings.setState({ brush: hard, eraser: hard, foreground: '#00ff00' })
  })
  test('a stroke of the mouse is full pressure and one undo entry', () => {
    paint(new PaintTool('brush'))
    expect(pixel()).toEqual([0, 255, 0, 255])
    expect(historyLength()).toBe(1)
  })
  test('the eraser takes the pixels away; Escape brings them back', () => {
    const eraser = new PaintTool('eraser')
    eraser.down(pointerAt(2, 5))
    eraser.drag([pointerAt(18, 5)])
    expect(pixel()[3]).toBe(0)
    eraser.cancel()
    expect(pixel()).toEqual([...red])
    expect(historyLength()).toBe(0)
  })
  test('the bucket fills what is alike with the foreground colour, as one undo entry', () => {
    const bucket = new ClickTool('bucket', fillAlike)
    dragThrough(bucket, [[10, 5]])
    expect(pixel()).toEqual([0, 255, 0, 255])
    expect(historyLength()).toBe(1)
    bucket.down(pointerAt(10, 5))
    bucket.cancel()
    setLocked(session, [ids[1]!], true)
    dragThrough(bucket, [[10, 5]])
    expect(historyLength()).toBe(2)
  })
  test('pixels are announced before they change, by a stroke, undo and redo', () => {
    const announced: number[][] = []
    const leave = session.rasters.onWillChange(() => announced.push(pixel()))
    paint(new PaintTool('brush'))
    expect(announced[0]).toEqual([...red])
    session.undo()
    expect(announced.at(-1)).toEqual([0, 255, 0, 255])
    session.redo()
    expect(announced.at(-1)).toEqual([...red])
    leave()
  })
  test('a stroke beside an image leaves nothing, and the user is told', () => {
    // In the middle of the document.
    addImageLayer(session, 'cut-out', plain(20, 10, red))
    const told: string[] = []
    const leave = onCanvasMessage(({ key }) => told.push(key))
    const brush = new PaintTool('brush')
    dragThrough(brush, [[10, 70]])
    expect(told).toEqual(['canvas:message.missed'])
    dragThrough(brush, [[50, 40]])
    leave()
    expect(told).toHaveLength(1)
    expect(historyLength()).toBe(2)
  })
  test('a locked layer is not painted on, and the user is told', () => {
    setLocked(session, [ids[1]!], true)
    const said: string[] = []
    const stop = onCanvasMessage(({ key }) => said.push(key))
    paint(new PaintTool('brush'))
    stop()
    expect(pixel()).toEqual([...red])
    expect(said).toEqual(['canvas:message.locked'])
  })
  test('a long path is cut where it outgrows the brush', () => {
    const samples = [0, 10, 40, 50, 100].map((x) => pointerAt(x, 0))
    expect(batches(samples, 20).map((batch) => batch.map(({ document }) => document.x))).toEqual([
      [0, 10],
      [40, 50],
      [100],
    ])
  })
})
