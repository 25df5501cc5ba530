import { beforeEach, expect, it } from 'vitest'
import { toolSettings } from '../../../canvas/toolSettings.ts'
import { addDocument } from '../../../document/current.ts'
import { duplicateLayers, moveBy } from '../../../document/operations/index.ts'
import type { DocumentSession } from '../../../document/session.ts'
import { pixelAt, plain, sessionOf } from '../../../document/testing/sessions.fixture.ts'
import { type Translator, translateState } from '../state.ts'
import { translateSubject } from '../subject.ts'
import { clearHints, followHintsBrush, hintPixels, hintsLayer, paintHints, takesHints } from './hints.ts'

const model = (translation: object, ...channels: string[]) =>
  ({ id: 'm', translation, inputs: [{ channels }] }) as unknown as Translator
const colouring = model(
  { kind: 'color', side: 64 },
  'lightness',
  'hint-green-red',
  'hint-blue-yellow',
  'hint',
)

const initialTools = toolSettings.getState()
let session: DocumentSession

beforeEach(() => {
  toolSettings.setState(initialTools, true)
  session = sessionOf(60, 40, [plain(60, 40, [90, 90, 90, 255])]).session
  addDocument(session)
})

const picture = () => {
  const subject = translateSubject(session.data)
  if (subject.kind !== 'picture') throw new Error('no picture')
  return subject.picture
}

it('are taken by colourings that learned it, and by line drawings', () => {
  expect(takesHints(colouring)).toBe(true)
  expect(takesHints(model({ kind: 'color', side: 64 }, 'lightness'))).toBe(false)
  expect(takesHints(model({ kind: 'drawing', side: 64, draws: 'lines', noise: [] }, 'red'))).toBe(true)
  expect(takesHints(model({ kind: 'drawing', side: 64, draws: 'areas', noise: [] }, 'red'))).toBe(false)
})

it('lie on a layer of their own, for which the picture stays what is repainted', () => {
  const photo = picture()
  paintHints(session, photo)
  const hints = hintsLayer(session.data, photo.id)!
  expect(session.data.active).toBe(hints.id)
  expect(picture().id).toBe(photo.id)
  expect(toolSettings.getState()).toMatchObject({
    tool: 'brush',
    purpose: 'hints',
    brush: { hardness: 1, size: 1 },
  })
  expect(translateState.getState().live).toBe(true)
  const gesture = session.begin({ key: 'document:history.brush' })
  gesture.editPixels(hints.raster, { x: 3, y: 4, width: 2, height: 2 }, (context) => {
    context.fillStyle = '#c8503c'
    context.fillRect(3, 4, 2, 2)
  })
  gesture.commit()
  const told = hintPixels(session, photo, colouring)!
  expect([pixelAt(told, 3, 4), pixelAt(told, 9, 9)]).toEqual([
    [200, 80, 60, 255],
    [0, 0, 0, 0],
  ])
  // The same layer again, also when it was hidden.
  paintHints(session, photo)
  expect(Object.keys(session.data.layers)).toHaveLength(2)
})

it('move with their picture, and a copy of both belongs together', () => {
  const photo = picture()
  paintHints(session, photo)
  moveBy(session, [photo.id], { x: 7, y: -2 })
  expect(hintsLayer(session.data, photo.id)!.transform).toMatchObject({ x: 7, y: -2 })
  const [copy, hints] = duplicateLayers(
    session,
    [photo.id, hintsLayer(session.data, photo.id)!.id],
    (name) => name,
  )
  expect(session.data.layers[hints!]).toMatchObject({ hintsOf: copy })
})

it('can be cleared; their brush goes with them', () => {
  followHintsBrush()
  const photo = picture()
  paintHints(session, photo)
  clearHints(session, photo)
  expect(hintsLayer(session.data, photo.id)).toBeUndefined()
  expect(session.data.active).toBe(photo.id)
  expect(toolSettings.getState()).toMatchObject({ tool: 'translate', purpose: 'picture' })
  paintHints(session, photo)
  session.selectLayers([photo.id])
  expect(toolSettings.getState().purpose).toBe('picture')
})
