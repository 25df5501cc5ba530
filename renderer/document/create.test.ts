import { expect, test } from 'vitest'
import type { Opened } from '../../electron/contract/procedures/files.ts'
import { newSession, openSession } from './create.ts'
import { addDocument, currentSession, onFrontChange } from './current.ts'
import { toSaved } from './saving.ts'
import { selectRectangle } from './selection/index.ts'
import { gradient, pixelAt, rasterOf, sessionOf } from './testing/sessions.fixture.ts'

test('a picture becomes a document of its size; RGB and grey become opaque RGBA', () => {
  for (const [channels, expected] of [
    [3, [1, 2, 3, 255]],
    [1, [1, 1, 1, 255]],
  ] as const) {
    const data = Uint8Array.from({ length: channels }, (_, i) => i + 1)
    const pixels = { width: 1, height: 1, channels, data }
    const session = openSession({ kind: 'picture', name: 'photo.jpg', pixels, notices: [] })
    expect(session.data).toMatchObject({
      name: 'photo.jpg',
      width: 1,
      height: 1,
      root: [session.data.active],
    })
    expect(pixelAt(session.rasters.toPixels(rasterOf(session, session.data.active!)), 0, 0)).toEqual(expected)
    expect(session.store.getState().unsaved).toBe(false)
  }
})

function saved(): Extract<Opened, { kind: 'document' }> {
  const { session } = sessionOf(4, 3, [gradient(4, 3), gradient(2, 2)])
  selectRectangle(session, { x: 1, y: 1, width: 2, height: 2 })
  return { kind: 'document', ...toSaved(session), notices: [], projectPath: '/p.ganvas' }
}

test('a saved document opens as it was saved', () => {
  const file = saved()
  const session = openSession(file)
  expect(toSaved(session)).toEqual({ document: file.document, rasters: file.rasters })
  expect(session.store.getState().projectPath).toBe('/p.ganvas')
})

test('a document that lacks pixels, or has masks of a wrong size, is refused by name', () => {
  const lacking = saved()
  const [id] = Object.keys(lacking.rasters)
  delete lacking.rasters[id!]
  expect(() => openSession(lacking)).toThrow(`"${id}"`)
  const wrong = saved()
  wrong.document.width = 5
  expect(() => openSession(wrong)).toThrow('4 x 3 pixels in a document of 5 x 3')
})

test('a new document has one layer of the colour asked for', () => {
  const session = newSession('Untitled', 3, 2, { color: '#ff8000', layerName: 'Background' })
  expect(pixelAt(session.rasters.toPixels(rasterOf(session, session.data.active!)), 2, 1)).toEqual([
    255, 128, 0, 255,
  ])
})

test('replacing the open document tells who listens', () => {
  const { session } = sessionOf(4, 4, [])
  const seen: unknown[] = []
  const stop = onFrontChange((next) => seen.push(next))
  addDocument(session)
  stop()
  expect(currentSession()).toBe(session)
  expect(seen).toEqual([session])
})
