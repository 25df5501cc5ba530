import { expect, test } from 'vitest'
import { addDocument, removeDocument } from '../../document/current.ts'
import { clearContents } from '../../document/selection/contents.ts'
import { plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { asOpened, followOriginals } from './asOpened.ts'

followOriginals()

const openedOf = () => {
  const { session, ids } = sessionOf(8, 8, [plain(8, 8, [200, 100, 50, 255])])
  addDocument(session)
  return { session, ids, original: asOpened(session).original }
}
const colorOf = (canvas: OffscreenCanvas) => [...canvas.getContext('2d')!.getImageData(4, 4, 1, 1).data]

test('what a document is compared with is freed while it is behind, and drawn again', () => {
  const { session, original } = openedOf()
  original.work(Number.POSITIVE_INFINITY)
  expect(original.done).toBe(true)
  original.release()
  expect(original.done).toBe(false)
  original.work(Number.POSITIVE_INFINITY)
  expect(colorOf(original.canvas)).toEqual([200, 100, 50, 255])
  removeDocument(session)
})

test('it is kept where it cannot be drawn again, for a document that changes behind others too', () => {
  const { session, ids, original } = openedOf()
  const other = openedOf()
  clearContents(session, ids)
  original.release()
  original.work(Number.POSITIVE_INFINITY)
  expect(colorOf(original.canvas)).toEqual([200, 100, 50, 255])
  removeDocument(session)
  removeDocument(other.session)
})
