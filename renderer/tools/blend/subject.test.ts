import { describe, expect, it } from 'vitest'
import type { DocumentData, Layer } from '../../../electron/contract/document/index.ts'
import { blendSubject, paintOrder } from './subject.ts'

const base = { visible: true, locked: false, opacity: 1, blendMode: 'normal' } as const
const transform = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }

function image(id: string, change: Partial<Layer> = {}): Layer {
  return { ...base, id, name: id, kind: 'image', raster: id, transform, ...change } as Layer
}

function group(id: string, children: string[], change: Partial<Layer> = {}): Layer {
  return { ...base, id, name: id, kind: 'group', expanded: true, children, ...change } as Layer
}

function document(layers: Layer[], root: string[], active: string | null): DocumentData {
  const byId = Object.fromEntries(layers.map((layer) => [layer.id, layer]))
  return { id: 'd', name: 'd', width: 4, height: 4, layers: byId, root, active, selection: null, masks: [] }
}

describe('blendSubject', () => {
  it('is the active layer above something visible', () => {
    const data = document([image('photo'), image('bird')], ['photo', 'bird'], 'bird')
    expect(blendSubject(data)).toMatchObject({ kind: 'object', object: { id: 'bird' } })
  })

  it('is missing without a layer, for a group, for a hidden layer and with nothing below', () => {
    const layers = [image('photo'), image('bird', { visible: false }), group('g', [])]
    const root = ['photo', 'bird', 'g']
    const reason = (active: string | null) => blendSubject(document(layers, root, active))
    expect(reason(null)).toEqual({ kind: 'none', reason: 'blend:missing.layer' })
    expect(reason('g')).toEqual({ kind: 'none', reason: 'blend:missing.group' })
    expect(reason('bird')).toEqual({ kind: 'none', reason: 'blend:missing.hidden' })
    expect(reason('photo')).toEqual({ kind: 'none', reason: 'blend:missing.photo' })
  })

  it('does not count what a hidden group holds as lying below', () => {
    const layers = [image('photo'), group('g', ['photo'], { visible: false }), image('bird')]
    expect(blendSubject(document(layers, ['g', 'bird'], 'bird'))).toMatchObject({ kind: 'none' })
  })

  it('is the object whose mask is painted on the active layer', () => {
    const layers = [image('photo'), image('bird'), image('mask', { kind: 'paint', maskOf: 'bird' })]
    const data = document(layers, ['photo', 'bird', 'mask'], 'mask')
    expect(blendSubject(data)).toMatchObject({ kind: 'object', object: { id: 'bird' } })
  })

  it('is a result with the hidden object it came from, until that is deleted', () => {
    const settings = { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' } as const
    const recipe = { tool: 'blend', source: 'bird', settings } as const
    const result = { ...image('result'), kind: 'result', recipe } as Layer
    const layers = [image('photo'), image('bird', { visible: false }), result]
    const data = document(layers, ['photo', 'bird', 'result'], 'result')
    expect(blendSubject(data)).toMatchObject({ kind: 'result', object: { id: 'bird' } })
    delete data.layers.bird
    expect(blendSubject(data)).toEqual({ kind: 'none', reason: 'blend:missing.source' })
  })
})

describe('paintOrder', () => {
  it('lists layers bottom first through groups, hidden where any group around them is', () => {
    const layers = [
      image('a'),
      image('b'),
      image('c'),
      group('inner', ['b']),
      group('outer', ['inner', 'c'], { visible: false }),
    ]
    const order = paintOrder(document(layers, ['a', 'outer'], null))
    expect(order.map(({ layer, visible }) => [layer.id, visible])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ])
  })
})
