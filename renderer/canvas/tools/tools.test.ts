import { describe, expect, test } from 'vitest'
import { setLocked } from '../../document/operations/index.ts'
import { cropFrame } from '../cropFrame.ts'
import { onCanvasMessage } from '../messages.ts'
import { onLayerTransform } from '../overlay.ts'
import { dragThrough, pointerAt } from '../testing/pointer.fixture.ts'
import { toolSettings } from '../toolSettings.ts'
import { view } from '../view.ts'
import { ClickTool } from './click.ts'
import { CropTool } from './crop.ts'
import { EyedropperTool } from './eyedropper.ts'
import { LassoTool } from './lasso.ts'
import { MarqueeTool, marqueeRect } from './marquee.ts'
import { MoveTool } from './move.ts'
import { historyLength, ids, selectionBounds, session, transformOf } from './photo.fixture.ts'
import { selectAlike } from './wand.ts'

describe('move', () => {
  const move = new MoveTool()
  test('a drag moves the layer as one undo entry', () => {
    dragThrough(move, [
      [5, 5],
      [15, 8],
      [35, 25],
    ])
    expect(transformOf(ids[1]!)).toMatchObject({ x: 30, y: 20 })
    expect(historyLength()).toBe(1)
  })
  test('a click picks the topmost layer there, and is no undo entry', () => {
    dragThrough(move, [[60, 60]])
    expect(session.data.active).toBe(ids[0])
    expect(historyLength()).toBe(0)
  })
  test('an edge catches on the document when snapping, and Control frees it', () => {
    view.setState({ snapping: true })
    dragThrough(move, [
      [5, 5],
      [82, 30],
    ])
    expect(transformOf(ids[1]!).x).toBe(80)
    dragThrough(
      move,
      [
        [85, 30],
        [82, 30],
      ],
      { mod: true },
    )
    expect(transformOf(ids[1]!).x).toBe(77)
  })
  test('a corner handle scales, Shift keeps proportions, Escape takes it back', () => {
    dragThrough(move, [
      [20, 10],
      [40, 30],
    ])
    expect(transformOf(ids[1]!)).toMatchObject({ scaleX: 2, scaleY: 3 })
    session.undo()
    dragThrough(
      move,
      [
        [20, 10],
        [40, 15],
      ],
      { shift: true },
    )
    expect(transformOf(ids[1]!)).toMatchObject({ scaleX: 2, scaleY: 2 })
    session.undo()
    move.down(pointerAt(20, 10))
    move.drag([pointerAt(60, 60)])
    move.cancel()
    expect(transformOf(ids[1]!)).toMatchObject({ x: 0, scaleX: 1, scaleY: 1 })
    expect(historyLength()).toBe(1)
  })
  test('the knob rotates; with Shift by steps of 15 degrees', () => {
    // Above the layer there is no room: it is 26 below the middle of the bottom edge; the layer's middle is (10, 5).
    dragThrough(
      move,
      [
        [10, 36],
        [-20, 7],
      ],
      { shift: true },
    )
    expect(transformOf(ids[1]!).rotation).toBe(90)
  })
  test('arrow keys nudge by 1 and 10 pixels; one entry until released', () => {
    const key = (name: string, shiftKey = false) => ({ key: name, shiftKey, altKey: false, repeat: false })
    move.keyDown(key('ArrowRight'))
    move.keyDown(key('ArrowDown', true))
    move.keyUp(key('ArrowDown'))
    expect(transformOf(ids[1]!)).toMatchObject({ x: 1, y: 10 })
    expect(historyLength()).toBe(1)
  })
  test('a locked layer stays, and the user is told', () => {
    setLocked(session, [ids[1]!], true)
    const said: string[] = []
    const stop = onCanvasMessage(({ key }) => said.push(key))
    dragThrough(move, [
      [5, 5],
      [50, 50],
    ])
    stop()
    expect(transformOf(ids[1]!).x).toBe(0)
    expect(said).toEqual(['canvas:message.locked'])
  })
  test('listeners hear the live transform, and the old one after Escape', () => {
    const heard: number[] = []
    const stop = onLayerTransform((_, { x }) => heard.push(x))
    move.down(pointerAt(5, 5))
    move.drag([pointerAt(15, 5)])
    move.cancel()
    stop()
    expect(heard).toEqual([10, 0])
  })
  test('Blend drags the object and leaves the photo where it is', () => {
    const blend = new MoveTool('blend', { leavesBackground: true })
    dragThrough(blend, [
      [60, 60],
      [70, 70],
    ])
    expect(transformOf(ids[0]!)).toMatchObject({ x: 0, y: 0 })
    expect(session.data.active).toBe(ids[1])
  })
})

describe('selections', () => {
  const rectangle = new MarqueeTool('select-rectangle')
  test('a drag selects; Shift adds; Alt subtracts; a click deselects', () => {
    dragThrough(rectangle, [
      [10, 10],
      [20, 30],
    ])
    expect(selectionBounds()).toEqual({ x: 10, y: 10, width: 10, height: 20 })
    dragThrough(
      rectangle,
      [
        [50, 10],
        [60, 30],
      ],
      { shift: true },
    )
    expect(selectionBounds()).toEqual({ x: 10, y: 10, width: 50, height: 20 })
    dragThrough(
      rectangle,
      [
        [0, 0],
        [30, 40],
      ],
      { alt: true },
    )
    expect(selectionBounds()).toEqual({ x: 50, y: 10, width: 10, height: 20 })
    dragThrough(rectangle, [[70, 70]])
    expect(selectionBounds()).toBeNull()
  })
  test('Shift makes a square and Alt starts at the middle', () => {
    const shape = (square: boolean, fromCenter: boolean) =>
      marqueeRect({ x: 10, y: 10 }, { x: 30, y: 20 }, { square, fromCenter })
    expect(shape(true, false)).toEqual({ x: 10, y: 10, width: 20, height: 20 })
    expect(shape(false, true)).toEqual({ x: -10, y: 0, width: 40, height: 20 })
  })
  test('the lasso closes a free line on release', () => {
    dragThrough(new LassoTool(), [
      [10, 10],
      [40, 10],
      [40, 40],
      [10, 40],
    ])
    expect(selectionBounds()).toEqual({ x: 10, y: 10, width: 30, height: 30 })
  })
  test('the lasso takes corners by clicks until Enter; Backspace takes one back', () => {
    const lasso = new LassoTool()
    const key = (name: string) => ({ key: name, shiftKey: false, altKey: false, repeat: false })
    for (const corner of [
      [0, 0],
      [50, 0],
      [50, 50],
      [90, 70],
    ] as const)
      dragThrough(lasso, [corner])
    expect(lasso.keyDown(key('Backspace'))).toBe(true)
    expect(lasso.keyDown(key('Enter'))).toBe(true)
    expect(selectionBounds()).toEqual({ x: 0, y: 0, width: 50, height: 50 })
    expect(lasso.keyDown(key('Enter'))).toBe(false)
  })
  test('the wand selects the object by its colour', () => {
    dragThrough(new ClickTool('wand', selectAlike), [[5, 5]])
    expect(selectionBounds()).toEqual({ x: 0, y: 0, width: 20, height: 10 })
  })
})

test('the eyedropper takes the composite; Alt fills the background colour', () => {
  const eyedropper = new EyedropperTool()
  dragThrough(eyedropper, [[5, 5]])
  dragThrough(eyedropper, [[60, 60]], { alt: true })
  expect(toolSettings.getState()).toMatchObject({ foreground: '#ff0000', background: '#0000ff' })
})

describe('crop', () => {
  const crop = new CropTool()
  const key = (name: string) => ({ key: name, shiftKey: false, altKey: false, repeat: false })
  test('a frame is drawn, sized by a handle, and applied by Enter', () => {
    dragThrough(crop, [
      [10, 10],
      [60, 50],
    ])
    dragThrough(crop, [
      [60, 50],
      [70, 40],
    ])
    expect(cropFrame.getState().frame).toEqual({ x: 10, y: 10, width: 60, height: 30 })
    expect(crop.keyDown(key('Enter'))).toBe(true)
    expect(session.data).toMatchObject({ width: 60, height: 30 })
    expect(transformOf(ids[0]!)).toMatchObject({ x: -10, y: -10 })
    expect(cropFrame.getState().frame).toBeNull()
  })
  test('stays inside the document; Escape takes it away', () => {
    dragThrough(crop, [
      [50, 40],
      [500, 500],
    ])
    expect(cropFrame.getState().frame).toEqual({ x: 50, y: 40, width: 50, height: 40 })
    expect(crop.keyDown(key('Escape'))).toBe(true)
    expect(session.data.width).toBe(100)
  })
})
