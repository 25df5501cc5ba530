import { beforeEach } from 'vitest'
import { hasPixels } from '../../../electron/contract/document/index.ts'
import { addDocument } from '../../document/current.ts'
import { currentSelection } from '../../document/masks/current.ts'
import { maskBounds } from '../../document/masks/mask.ts'
import type { DocumentSession } from '../../document/session.ts'
import { plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { toolSettings } from '../toolSettings.ts'
import { view } from '../view.ts'

export const red = [255, 0, 0, 255] as const
export const blue = [0, 0, 255, 255] as const
export let session: DocumentSession
export let ids: string[]
export const initial = toolSettings.getState()

beforeEach(() => {
  // A photo of 100 x 80 under an object of 20 x 10.
  ;({ session, ids } = sessionOf(100, 80, [plain(100, 80, blue), plain(20, 10, red)]))
  addDocument(session)
  toolSettings.setState(initial, true)
  view.setState({ zoom: 1, panX: 0, panY: 0, width: 400, height: 300, snapping: false })
})

export const transformOf = (id: string) => {
  const layer = session.data.layers[id]!
  if (!hasPixels(layer)) throw new Error('a group')
  return layer.transform
}
export const historyLength = () => session.store.getState().history.length
export const selectionBounds = () => {
  const mask = currentSelection(session)
  return mask && maskBounds(mask)
}
