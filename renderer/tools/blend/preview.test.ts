import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RasterLayer } from '../../../electron/contract/document/index.ts'
import { defect } from '../../../electron/contract/errors.ts'
import { layerPreview } from '../../canvas/overlay.ts'
import { addDocument, type DocumentSession, identity } from '../../document/index.ts'
import { plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { LivePreview } from './preview.ts'
import { defaultBlendSettings } from './state.ts'

interface Update {
  draft: boolean
  answer(): void
  fail(): void
}

let session: DocumentSession
let layers: RasterLayer[]
let updates: Update[]
let preview: LivePreview

/** Two objects over a photo, and an engine that answers when the test says so. */
beforeEach(() => {
  const made = sessionOf(16, 16, [
    plain(16, 16, [200, 0, 0, 255]),
    plain(8, 8, [0, 200, 0, 255]),
    plain(8, 8, [0, 0, 200, 255]),
  ])
  session = made.session
  addDocument(session)
  layers = made.ids.map((id) => session.data.layers[id] as RasterLayer)
  updates = []
  const call = (name: string, input: { draft?: boolean }) => {
    if (name !== 'blend.preview.update') return Promise.resolve({ session: `s${updates.length}` })
    return new Promise((resolve, reject) => {
      const pixels = plain(8, 8, [1, 2, 3, 255])
      updates.push({
        draft: input.draft === true,
        answer: () => resolve({ pixels, rect: { x: 0, y: 0, width: 8, height: 8 }, milliseconds: 1 }),
        fail: () => reject(defect('not-found', 'no such session')),
      })
    })
  }
  preview = new LivePreview(() => {}, { call } as never)
})

afterEach(() => preview.hide())

const settle = () => new Promise((resolve) => setTimeout(resolve))
const show = (layer: RasterLayer) => preview.show(layer, identity, defaultBlendSettings)

it('shows a draft first, then the exact picture', async () => {
  const [, object] = layers
  show(object!)
  await settle()
  updates[0]!.answer()
  await settle()
  expect(layerPreview(object!.id)).toBeDefined()
  expect(updates.map(({ draft }) => draft)).toEqual([true, false])
})

it('drops the answer for an object that was left while the engine worked', async () => {
  const [, first, second] = layers
  show(first!)
  await settle()
  show(second!)
  updates[0]!.answer()
  await settle()
  expect(layerPreview(first!.id)).toBeUndefined()
  updates[1]!.answer()
  await settle()
  updates[2]!.answer()
  await settle()
  expect(layerPreview(first!.id)).toBeUndefined()
  expect(layerPreview(second!.id)).toBeDefined()
})

it('takes an object’s picture away when the next one is shown', async () => {
  const [, first, second] = layers
  show(first!)
  for (const at of [0, 1]) {
    await settle()
    updates[at]!.answer()
  }
  await settle()
  expect(layerPreview(first!.id)).toBeDefined()
  show(second!)
  expect(layerPreview(first!.id)).toBeUndefined()
})

it('goes on to what was requested meanwhile when the engine fails', async () => {
  const [, first, second] = layers
  show(first!)
  await settle()
  show(second!)
  updates[0]!.fail()
  await settle()
  updates[1]!.answer()
  await settle()
  expect(layerPreview(second!.id)).toBeDefined()
})

it('shows nothing after it was switched off', async () => {
  const [, object] = layers
  show(object!)
  await settle()
  preview.hide()
  updates[0]!.answer()
  await settle()
  expect(layerPreview(object!.id)).toBeUndefined()
})
