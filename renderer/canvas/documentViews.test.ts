import { expect, test } from 'vitest'
import { addDocument, removeDocument, showDocument } from '../document/current.ts'
import { plain, sessionOf } from '../document/testing/sessions.fixture.ts'
import { followDocuments } from './documentViews.ts'
import { layerPreview, setLayerPreview } from './overlay.ts'
import { view } from './view.ts'
import { zoomTo } from './viewCommands.ts'

followDocuments()

const documentOf = (width: number, height: number) =>
  sessionOf(width, height, [plain(width, height, [0, 0, 0, 255])]).session
const seen = () => {
  const { zoom, panX, panY, guides, compare } = view.getState()
  return { zoom, panX, panY, guides, compare }
}

test('each document is shown as it was left, and a new one whole', () => {
  const [a, b] = [documentOf(100, 80), documentOf(400, 300)]
  addDocument(a)
  view.setState({ width: 500, height: 400, guides: { x: [10], y: [] } })
  zoomTo(4, { x: 20, y: 30 })
  const left = seen()
  addDocument(b)
  expect(seen()).toMatchObject({ zoom: 1, panX: 50, panY: 50, guides: { x: [], y: [] } })
  view.setState({ compare: { mode: 'slider', position: 0.3 } })
  showDocument(a)
  expect(seen()).toEqual(left)
  showDocument(b)
  expect(seen().compare).toEqual({ mode: 'slider', position: 0.3 })
  removeDocument(b)
  expect(seen()).toEqual(left)
  removeDocument(a)
})

test('what was in the middle stays there when the window has changed meanwhile', () => {
  const [a, b] = [documentOf(100, 80), documentOf(100, 80)]
  addDocument(a)
  view.setState({ width: 500, height: 400 })
  zoomTo(4)
  const { panX, panY } = seen()
  addDocument(b)
  view.setState({ width: 700, height: 300 })
  showDocument(a)
  expect(seen()).toMatchObject({ zoom: 4, panX: panX + 100, panY: panY - 50 })
  removeDocument(a)
  removeDocument(b)
})

test('temporary pixels are of the document in front alone', () => {
  const [a, b] = [documentOf(10, 10), documentOf(10, 10)]
  addDocument(a)
  setLayerPreview('top', { canvas: new OffscreenCanvas(1, 1), x: 0, y: 0, width: 1, height: 1 })
  addDocument(b)
  expect(layerPreview('top')).toBeUndefined()
  removeDocument(a)
  removeDocument(b)
})
