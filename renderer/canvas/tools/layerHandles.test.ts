import { expect, test } from 'vitest'
import { identity } from '../../document/tree.ts'
import { knobOf } from './layerHandles.ts'

const viewport = { zoom: 1, panX: 0, panY: 0, width: 400, height: 300 }
const box = (x: number, y: number, width: number, height: number, rotation = 0) => ({
  layer: 'layer',
  transform: { ...identity, x, y, rotation },
  size: { width, height },
})

test('the rotation knob is above the layer', () => {
  expect(knobOf(box(100, 100, 80, 60), viewport)).toEqual({ from: { x: 140, y: 100 }, at: { x: 140, y: 74 } })
})

test('it is below a layer that begins at the edge of the viewport, where the ruler would cover it', () => {
  expect(knobOf(box(100, 10, 80, 60), viewport).at).toEqual({ x: 140, y: 96 })
})

test('it is beside a layer as high as the viewport', () => {
  expect(knobOf(box(100, 0, 80, 300), viewport).at).toEqual({ x: 74, y: 150 })
})

test('it is inside a layer that fills the viewport', () => {
  expect(knobOf(box(0, 0, 400, 300), viewport).at).toEqual({ x: 200, y: 26 })
})

test('it turns with the layer', () => {
  const { at } = knobOf(box(200, 100, 80, 60, 90), viewport)
  expect(at.x).toBeCloseTo(226)
  expect(at.y).toBeCloseTo(140)
})
