import { Brush } from 'lucide-react'
import { beforeEach, expect, it } from 'vitest'
import type { ModelManifest } from '../../../../electron/contract/model/manifest.ts'
import type { ModelInfo } from '../../../../electron/contract/procedures/models.ts'
import { installedModels } from '../../../app/models.ts'
import { addTool, toolSettings } from '../../../canvas/index.ts'
import { MoveTool } from '../../../canvas/tools/move.ts'
import { addDocument } from '../../../document/current.ts'
import { addResultLayer } from '../../../document/operations/add.ts'
import type { DocumentSession } from '../../../document/session.ts'
import { plain, sessionOf } from '../../../document/testing/sessions.fixture.ts'
import { translateState } from '../state.ts'
import { liveRequest, onLiveRequest } from './request.ts'

const Component = () => null
for (const id of ['brush', 'eraser', 'translate', 'blend'])
  addTool({
    id,
    title: 'translate:title',
    icon: Brush,
    key: id,
    group: 'place',
    createMachine: () => new MoveTool(id),
    Options: Component,
    ...((id === 'translate' || id === 'blend') && { panel: { title: 'translate:title', Component } }),
  })

const inputs = [{ size: { multiple: 32 } }]
const info = (id: string, translation: object): ModelInfo => ({
  id,
  problem: '',
  folder: '',
  bytes: 0,
  own: false,
  manifest: { id, translation, inputs } as unknown as ModelManifest,
})
const picture = plain(8, 6, [1, 2, 3, 255])
const initial = translateState.getState()
let session: DocumentSession

beforeEach(() => {
  session = sessionOf(8, 6, [picture]).session
  addDocument(session)
  toolSettings.setState({ tool: 'brush' })
  translateState.setState({ ...initial, model: 'lines', live: true }, true)
  installedModels.setState({
    models: [
      info('lines', { kind: 'drawing', side: 64, draws: 'lines', noise: [] }),
      info('monet', { kind: 'style', side: 64, directions: {} }),
    ],
  })
})

it('is the active layer by the chosen model, with what that can be told', () => {
  translateState.setState(({ settings }) => ({ settings: { ...settings, seed: 9, strength: 0.5 } }))
  expect(liveRequest()).toMatchObject({
    layer: { id: session.data.active },
    translator: { id: 'lines' },
    settings: { strength: 0.5, seed: 0 },
  })
})

it('is none when it is off, for a style, for a result, and while another tool has the panel', () => {
  translateState.setState({ live: false })
  expect(liveRequest()).toBeNull()
  translateState.setState({ live: true, model: 'monet' })
  expect(liveRequest()).toBeNull()
  translateState.setState({ model: 'lines' })
  toolSettings.setState({ tool: 'blend' })
  expect(liveRequest()).toBeNull()
  toolSettings.setState({ tool: 'eraser' })
  expect(liveRequest()).not.toBeNull()
  const { settings } = translateState.getState()
  const source = session.data.active!
  addResultLayer(
    session,
    'made',
    picture,
    { tool: 'translate', source, model: 'lines', settings },
    {
      above: source,
    },
  )
  expect(liveRequest()).toBeNull()
})

it('says when it may have changed', () => {
  let changes = 0
  const leave = onLiveRequest(() => {
    changes++
  })
  toolSettings.setState({ tool: 'eraser' })
  toolSettings.setState({ foreground: '#123456' })
  translateState.setState({ model: null })
  leave()
  toolSettings.setState({ tool: 'brush' })
  expect(changes).toBe(2)
})
