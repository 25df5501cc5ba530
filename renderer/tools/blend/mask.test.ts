import { beforeEach, expect, it } from 'vitest'
import type { RasterLayer } from '../../../electron/contract/document/index.ts'
import { type DocumentSession, identity } from '../../document/index.ts'
import { insertLayer } from '../../document/operations/add.ts'
import { maskLayerBy, setMaskEnabled } from '../../document/selection/layerMasks.ts'
import { plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { pictureLayer } from '../../document/tree.ts'
import { takeAlpha } from './commands.ts'
import { maskPixels } from './mask.ts'
import { previewKey } from './scene.ts'
import type { ResultSubject } from './subject.ts'

let session: DocumentSession
let id: string
let below: string

const object = () => session.data.layers[id] as RasterLayer
const shown = () => {
  const found = maskPixels(session, object())
  return found && [...found.data]
}

/** A photo of 4 x 2 pixels under an object of as many, of whose mask the columns show 255, 128, 0 and 0. */
beforeEach(() => {
  const made = sessionOf(4, 2, [plain(4, 2, [200, 0, 0, 255]), plain(4, 2, [0, 200, 0, 255])])
  session = made.session
  ;[below, id] = made.ids as [string, string]
})

const columns = [255, 128, 0, 0, 255, 128, 0, 0]
const masked = () => maskLayerBy(session, id, { width: 4, height: 2, data: Uint8Array.from(columns) })

it('an object ends where the mask of its layer ends, as softly, and where its pixels end without one', () => {
  expect(shown()).toBeUndefined()
  masked()
  expect(shown()).toEqual(columns)
  setMaskEnabled(session, id, false)
  expect(shown()).toBeUndefined()
})

it('the mask of the layer counts before one that is painted, and neither does where alpha is chosen', () => {
  const paint = session.rasters.createColor(4, 2, plain(4, 2, [255, 0, 0, 255]).data)
  const layer = { ...pictureLayer('paint', 'strokes', paint.id, identity), maskOf: id }
  session.change({ key: 'blend:history.mask' }, (draft) => insertLayer(draft, layer, id))
  expect(shown()).toEqual(new Array(8).fill(255))
  masked()
  expect(shown()).toEqual(columns)
  takeAlpha(session, object())
  expect(shown()).toBeUndefined()
  expect(object().mask).toMatchObject({ enabled: false })
})

it('a result of a project before layers had masks is run again with the mask that it holds', () => {
  const kept = session.rasters.createMask(4, 2, Uint8Array.from(columns)).id
  const result = { recipe: { mask: kept } } as ResultSubject['result']
  expect([...maskPixels(session, object(), result)!.data]).toEqual(columns)
  masked()
  takeAlpha(session, object())
  expect(maskPixels(session, object(), result)).toBeUndefined()
})

it('a preview is made anew for another mask of the object, and for one of what lies below', () => {
  const keys = [previewKey(session, object())]
  masked()
  keys.push(previewKey(session, object()))
  maskLayerBy(session, below, { width: 4, height: 2, data: Uint8Array.from(columns) })
  keys.push(previewKey(session, object()))
  setMaskEnabled(session, below, false)
  keys.push(previewKey(session, object()))
  expect(new Set(keys).size).toBe(4)
})
