import { beforeEach, expect, it } from 'vitest'
import { toolSettings } from '../../../canvas/toolSettings.ts'
import { addDocument } from '../../../document/current.ts'
import type { DocumentSession } from '../../../document/session.ts'
import { pixelAt, plain, sessionOf } from '../../../document/testing/sessions.fixture.ts'
import { inputPixels } from '../paper.ts'
import { type Translator, translateState } from '../state.ts'
import { translateSubject } from '../subject.ts'
import { newDrawing, takeBrush, takeBucket, takeLabel } from './aids.ts'

const label = (name: string, ...color: [number, number, number]) => ({
  title: { en: name, 'zh-CN': name },
  color,
})
const palette = [label('ground', 9, 8, 7), label('window', 1, 128, 255)]
const drawing = (draws: string, side = 64) =>
  ({ id: 'm', translation: { kind: 'drawing', side, draws, palette, noise: [] } }) as unknown as Translator

const initialTools = toolSettings.getState()
let session: DocumentSession

beforeEach(() => {
  toolSettings.setState(initialTools, true)
  session = sessionOf(300, 256, [plain(300, 256, [200, 200, 200, 255])]).session
  addDocument(session)
})

const layer = () => {
  const subject = translateSubject(session.data)
  if (subject.kind !== 'picture') throw new Error('no layer')
  return subject.picture
}

it('gives a line brush as wide as the lines that the network knows, in black', () => {
  toolSettings.setState({ foreground: '#ff0000' })
  takeBrush(session, layer(), drawing('lines'))
  const { brush, tool, foreground } = toolSettings.getState()
  // One and a half of 64 pixels, of which each stands for 4.
  expect(brush).toMatchObject({ size: 6, hardness: 1, opacity: 1, antialias: true })
  expect({ tool, foreground }).toEqual({ tool: 'brush', foreground: '#000000' })
  expect(translateState.getState().live).toBe(true)
})

it('paints labels and areas with exactly their colour', () => {
  takeLabel(session, layer(), drawing('labels'), palette[1]!)
  expect(toolSettings.getState()).toMatchObject({
    tool: 'brush',
    foreground: '#0180ff',
    brush: { antialias: false, hardness: 1 },
  })
  takeBucket(drawing('areas'))
  takeLabel(session, layer(), drawing('labels'), palette[0]!)
  expect(toolSettings.getState()).toMatchObject({
    tool: 'bucket',
    foreground: '#090807',
    bucket: { antialias: false },
  })
})

it('begins a drawing on a layer of its own, whose ground is the first label, where there are labels', () => {
  newDrawing(session, drawing('lines'))
  expect(layer()).toMatchObject({ kind: 'paint' })
  expect(session.store.getState().history).toHaveLength(1)
  expect(pixelAt(inputPixels(session, layer(), drawing('lines')), 5, 5)).toEqual([0, 0, 0, 0])
  expect(pixelAt(inputPixels(session, layer(), drawing('labels')), 5, 5)).toEqual([9, 8, 7, 255])
})
