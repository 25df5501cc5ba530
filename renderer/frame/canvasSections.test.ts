import { expect, test } from 'vitest'
import { groupLayer, pictureLayer } from '../document/tree.ts'
import { canvasSections, type Under } from './canvasSections.ts'

const layer = pictureLayer('image', 'a', 'a-raster')
const mask = { raster: 'm', transform: layer.transform, hides: false, linked: true, enabled: true }
const under = (change: Partial<Under>): string[] =>
  canvasSections({ tool: 'move', layer, inSelection: false, selected: false, ...change }).flat()

test('within a selection, it is for the selection', () => {
  const offered = under({ inSelection: true, selected: true })
  expect(offered).toContain('edit.copyMerged')
  expect(offered).not.toContain('layer.rename')
})

test('beside it, it is for the layer, and the selection can be dropped', () => {
  const offered = under({ selected: true })
  expect(offered).toContain('layer.rename')
  expect(offered).toContain('select.none')
})

test('a mask is offered what masks have, a layer without one gets one', () => {
  expect(under({ layer: { ...layer, mask } })).toContain('layer.maskApply')
  expect(under({})).toContain('layer.maskAdd')
  expect(under({})).not.toContain('layer.maskApply')
})

test('where there is no layer, one can be made', () => {
  expect(under({ layer: null })).toEqual(expect.arrayContaining(['edit.paste', 'layer.addPaint']))
})

test('a tool that has commands of its own offers them first', () => {
  expect(under({ tool: 'crop' })[0]).toBe('crop.apply')
  expect(under({ tool: 'brush', layer: groupLayer('g', []) })[0]).toBe('layer.duplicate')
})

test('nothing is offered twice', () => {
  for (const change of [{}, { tool: 'crop' }, { tool: 'subject', inSelection: true }, { layer: null }]) {
    const offered = under(change)
    expect(new Set(offered).size).toBe(offered.length)
  }
})
