import { expect, it } from 'vitest'
import type { Layer, RasterLayer } from '../../electron/contract/document/index.ts'
import { defaultTranslateSettings } from '../../electron/contract/document/index.ts'
import { addDocument, type DocumentSession, identity, removeDocument } from '../document/index.ts'
import { outline, plain, sessionOf } from '../document/testing/sessions.fixture.ts'
import { actedOn, activeLayer, isResultOf, type Made, makeResult, type ResultLayer } from './resultTool.ts'

/** A session with one layer, `a`, and a tool that makes a picture of one colour of it. */
function setUp() {
  const made = sessionOf(4, 4, [plain(4, 4, [255, 255, 255, 255])])
  addDocument(made.session)
  const [id] = made.ids
  const source = made.session.data.layers[id!] as RasterLayer
  return { session: made.session, source }
}

const result = (source: RasterLayer): Made => ({
  name: `${source.name} made`,
  pixels: plain(4, 4, [9, 9, 9, 255]),
  recipe: { tool: 'translate', source: source.id, model: 'm', settings: defaultTranslateSettings },
  transform: identity,
  said: { key: 'translate:done', seconds: 1, width: 4, height: 4 },
})

const run = (
  session: DocumentSession,
  source: RasterLayer,
  again?: ResultLayer<'translate'>,
  meanwhile = () => {},
) =>
  makeResult(
    session,
    source,
    again,
    async () => meanwhile(),
    () => result(source),
  )

it('puts a result above its source, and another run into that same layer', async () => {
  const { session, source } = setUp()
  await run(session, source)
  expect(outline(session)).toBe('a a made')
  const made = activeLayer(session.data) as ResultLayer<'translate'>
  expect(isResultOf(made, 'translate')).toBe(true)
  expect(actedOn(session.data, made, 'translate')).toEqual({ kind: 'result', result: made, source })
  await run(session, source, made)
  expect(outline(session)).toBe('a a made')
  expect((activeLayer(session.data) as RasterLayer).raster).not.toBe(made.raster)
})

it('makes a new layer where the result was deleted meanwhile', async () => {
  const { session, source } = setUp()
  await run(session, source)
  const made = activeLayer(session.data) as ResultLayer<'translate'>
  await run(session, source, made, () => session.undo())
  expect(outline(session)).toBe('a a made')
  expect((activeLayer(session.data) as Layer).id).not.toBe(made.id)
})

it('drops what comes when the source or the document has gone', async () => {
  const { session, source } = setUp()
  await run(session, source, undefined, () =>
    session.change({ key: 'document:history.addPaint' }, (draft) => {
      draft.root = []
      draft.layers = {}
      draft.active = null
    }),
  )
  expect(outline(session)).toBe('')
  session.undo()
  await run(session, source, undefined, () => removeDocument(session))
  expect(outline(session)).toBe('a')
})

it('puts what comes into its own document when that has gone behind another', async () => {
  const { session, source } = setUp()
  const other = sessionOf(4, 4, []).session
  await run(session, source, undefined, () => addDocument(other))
  expect(outline(session)).toBe('a a made')
  expect(outline(other)).toBe('')
})

it('says what is missing', () => {
  const { session, source } = setUp()
  const { data } = session
  expect(actedOn(data, undefined, 'blend')).toEqual({ kind: 'none', missing: 'layer' })
  expect(actedOn(data, source, 'blend')).toEqual({ kind: 'layer', layer: source })
  const of = { ...source, kind: 'result', recipe: { ...result(source).recipe, source: 'gone' } } as Layer
  expect(actedOn(data, of, 'translate')).toEqual({ kind: 'none', missing: 'source' })
  expect(actedOn(data, of, 'blend')).toMatchObject({ kind: 'layer' })
})
