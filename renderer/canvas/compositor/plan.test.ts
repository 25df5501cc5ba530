import { describe, expect, test } from 'vitest'
import { hasPixels } from '../../../electron/contract/document/index.ts'
import { cropDocument, groupLayers, setOpacity, setVisible } from '../../document/operations/index.ts'
import { addMask } from '../../document/selection/layerMasks.ts'
import type { DocumentSession } from '../../document/session.ts'
import { plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { planDocument } from './plan.ts'
import { planDifference } from './planDifference.ts'
import { reframing } from './reframing.ts'

const picture = plain(10, 8, [1, 2, 3, 255])

function plan({ data, rasters }: DocumentSession) {
  return planDocument(data, { sizeOf: (id) => rasters.get(id), previewOf: () => undefined })
}

describe('planDocument', () => {
  test('leaves out what cannot be seen', () => {
    const { session, ids } = sessionOf(10, 8, [picture, picture, picture])
    setVisible(session, [ids[0]!], false)
    setOpacity(session, [ids[1]!], 0)
    expect(plan(session).map(({ layer }) => layer)).toEqual([ids[2]])
  })
  test('a pass-through group at full opacity is its children; at less it is a node', () => {
    const { session, ids } = sessionOf(10, 8, [picture, picture, picture])
    const group = groupLayers(session, ids.slice(1), 'group')!
    expect(plan(session).map(({ layer }) => layer)).toEqual(ids)
    setOpacity(session, [group], 0.5)
    expect(plan(session)).toMatchObject([{ layer: ids[0] }, { kind: 'group', isolated: false, layer: group }])
  })
  test('a preview stands in the place of its layer, at its extent', () => {
    const { session, ids } = sessionOf(10, 8, [picture])
    const preview = { canvas: new OffscreenCanvas(5, 4), x: 2, y: 1, width: 10, height: 8 }
    const nodes = planDocument(session.data, {
      sizeOf: (id) => session.rasters.get(id),
      previewOf: (place) => (place === ids[0] ? preview : undefined),
    })
    expect(nodes).toMatchObject([{ kind: 'preview', matrix: { a: 2, d: 2, e: 2, f: 1 } }])
  })
  test('a preview is masked as its layer where it says so', () => {
    const { session, ids } = sessionOf(10, 8, [picture])
    addMask(session, ids[0]!, 'nothing')
    const { raster } = session.data.layers[ids[0]!]!.mask!
    const masked = (says: object) => {
      const preview = { canvas: new OffscreenCanvas(5, 4), x: 2, y: 1, width: 10, height: 8, ...says }
      const sources = { sizeOf: (id: string) => session.rasters.get(id), previewOf: () => preview }
      return planDocument(session.data, { ...sources, leavesOut: (place) => place === 'top' })[0]!.mask
    }
    expect(masked({})).toBeUndefined()
    expect(masked({ masked: true })).toMatchObject({ raster, hides: false })
  })
  test('leaves out layers and previews that it is told to', () => {
    const { session, ids } = sessionOf(10, 8, [picture, picture])
    const preview = { canvas: new OffscreenCanvas(5, 4), x: 0, y: 0, width: 10, height: 8, opacity: 0.5 }
    const sources = {
      sizeOf: (id: string) => session.rasters.get(id),
      previewOf: (place: string) => (place === 'top' ? preview : undefined),
    }
    const places = (left: readonly string[]) =>
      planDocument(session.data, { ...sources, leavesOut: (place) => left.includes(place) })
    expect(places([ids[1]!, 'top']).map(({ layer }) => layer)).toEqual([ids[0]])
    expect(places([]).map(({ layer, opacity }) => [layer, opacity])).toEqual([
      [ids[0], 1],
      [ids[1], 1],
      ['top', 0.5],
    ])
  })
})

describe('planDifference', () => {
  const { session, ids } = sessionOf(100, 80, [picture, picture])
  const before = plan(session)
  const moved = (x: number) => {
    session.change({ key: 'test:move' }, (draft) => {
      const layer = draft.layers[ids[1]!]!
      if (hasPixels(layer)) layer.transform.x = x
    })
    return plan(session)
  }
  test('nothing changed: nothing is dirty', () => {
    expect(planDifference(before, plan(session))).toEqual({
      dirty: { x: 0, y: 0, width: 0, height: 0 },
      only: null,
    })
  })
  test('a moved layer: where it was and where it is', () => {
    expect(planDifference(before, moved(30))).toEqual({
      dirty: { x: 0, y: 0, width: 40, height: 8 },
      only: 1,
    })
  })
  test('another order: everything', () => {
    expect(planDifference(before, [...before].reverse())).toEqual({ dirty: null, only: null })
  })
  test('a layer less: where it was, and no single node', () => {
    expect(planDifference(before, before.slice(0, 1))).toMatchObject({ dirty: { width: 10 }, only: null })
  })
})

test('reframing tells a crop from what it did to a layer', () => {
  const { session } = sessionOf(100, 80, [picture])
  const before = session.data
  cropDocument(session, { x: 30, y: 20, width: 50, height: 40 })
  expect(reframing(before, session.data, (id) => session.rasters.get(id))).toMatchObject({
    a: 1,
    d: 1,
    e: -30,
    f: -20,
  })
})
