import { beforeEach, expect, it } from 'vitest'
import { defaultTranslateSettings, hasPixels } from '../../../../electron/contract/document/index.ts'
import { addDocument, removeDocument } from '../../../document/current.ts'
import type { DocumentSession } from '../../../document/session.ts'
import { plain, sessionOf } from '../../../document/testing/sessions.fixture.ts'
import { seenPicture, shown } from '../preview/shown.ts'
import { setTranslateSettings, translateState } from '../state.ts'
import { chooseResult, leaveChosenInTime } from './choose.ts'
import { forgetWithDocument, MAX_KEPT, rememberResult, setFavourite, triedResults } from './results.ts'

const picture = plain(6, 4, [1, 2, 3, 255])
let session: DocumentSession
let source: string

forgetWithDocument()
leaveChosenInTime()

beforeEach(() => {
  const { session: opened, ids } = sessionOf(6, 4, [picture, picture])
  session = opened
  source = ids[1]!
  addDocument(session)
  return () => removeDocument(session)
})

const remember = (seed: number) =>
  rememberResult({ session, source, model: 'm', settings: { ...defaultTranslateSettings, seed } }, picture)
const seeds = () => triedResults.getState().results.map(({ settings }) => settings.seed)

it('keeps the newest, and what is marked as a favourite for longer', () => {
  const first = remember(0)
  setFavourite(first.id, true)
  for (let seed = 1; seed <= MAX_KEPT + 2; seed++) remember(seed)
  expect(seeds()).toHaveLength(MAX_KEPT + 1)
  expect(seeds()[0]).toBe(MAX_KEPT + 2)
  expect(seeds().at(-1)).toBe(0)
})

it('shows the same made again once, still marked, and forgets all with the document', () => {
  setFavourite(remember(5).id, true)
  remember(6)
  expect(remember(5).favourite).toBe(true)
  expect(seeds()).toEqual([5, 6])
  addDocument(sessionOf(6, 4, [picture]).session)
  expect(seeds()).toEqual([5, 6])
  removeDocument(session)
  expect(seeds()).toEqual([])
})

it('brings a result’s settings and picture back, until they or the layer change', () => {
  const result = remember(7)
  const chosen = () => seenPicture(shown.getState())?.canvas ?? null
  chooseResult(result)
  expect(translateState.getState()).toMatchObject({ model: 'm', settings: { seed: 7 } })
  expect(chosen()).toBe(result.canvas)
  setTranslateSettings({ strength: 0.5 })
  expect(chosen()).toBeNull()

  chooseResult(result)
  const layer = session.data.layers[source]!
  session.change({ key: 'document:history.brush' }, () => {})
  if (hasPixels(layer)) session.rasters.touch(layer.raster, { x: 0, y: 0, width: 1, height: 1 })
  expect(chosen()).toBeNull()

  chooseResult(result)
  session.selectLayers([session.data.root[0]!])
  expect(chosen()).toBeNull()
})
