import { describe, expect, it } from 'vitest'
import {
  type DocumentData,
  defaultTranslateSettings,
  type Layer,
} from '../../../electron/contract/document/index.ts'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { ModelInfo } from '../../../electron/contract/procedures/models.ts'
import { within } from './run.ts'
import { chosenTranslator, networkSides, settingsFor, type Translator, translators } from './state.ts'
import { translateSubject } from './subject.ts'

const base = { visible: true, locked: false, opacity: 1, blendMode: 'normal' } as const
const transform = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
const settings = defaultTranslateSettings

const image = (id: string, change: object = {}) =>
  ({ ...base, id, name: id, kind: 'image', raster: id, transform, ...change }) as Layer

function document(layers: Layer[], active: string | null): DocumentData {
  const byId = Object.fromEntries(layers.map((layer) => [layer.id, layer]))
  const root = layers.map(({ id }) => id)
  return { id: 'd', name: 'd', width: 4, height: 4, layers: byId, root, active, selection: null, masks: [] }
}

describe('the subject of a translation', () => {
  it('is the active layer, shown or not, whatever lies below', () => {
    const data = document([image('photo', { visible: false })], 'photo')
    expect(translateSubject(data)).toMatchObject({ kind: 'picture', picture: { id: 'photo' } })
  })

  it('is missing without a layer and for a group', () => {
    const group = { ...base, id: 'g', name: 'g', kind: 'group', expanded: true, children: [] } as Layer
    expect(translateSubject(document([group], null))).toEqual({
      kind: 'none',
      reason: 'translate:missing.layer',
    })
    expect(translateSubject(document([group], 'g'))).toEqual({
      kind: 'none',
      reason: 'translate:missing.group',
    })
  })

  it('is a result with the picture it came from, until that is deleted', () => {
    const recipe = { tool: 'translate', source: 'photo', model: 'm', settings }
    const data = document([image('photo'), image('made', { kind: 'result', recipe })], 'made')
    expect(translateSubject(data)).toMatchObject({ kind: 'result', picture: { id: 'photo' } })
    delete data.layers.photo
    expect(translateSubject(data)).toEqual({ kind: 'none', reason: 'translate:missing.source' })
  })

  it('takes the result of another tool as a picture', () => {
    const recipe = { tool: 'blend', source: 'photo', settings: {} }
    const data = document([image('photo'), image('made', { kind: 'result', recipe })], 'made')
    expect(translateSubject(data)).toMatchObject({ kind: 'picture', picture: { id: 'made' } })
  })
})

describe('the model of a translation', () => {
  const info = (id: string, change: object = {}, problem = ''): ModelInfo => ({
    id,
    problem,
    folder: '',
    bytes: 0,
    own: false,
    manifest: {
      id,
      task: 'translate',
      translation: { kind: 'color', side: 128 },
      ...change,
    } as ModelManifest,
  })
  const drawing = info('drawing', {
    translation: { kind: 'drawing', draws: 'lines', side: 128, noise: [] },
  })
  const models = [
    info('blending', { task: 'blend', translation: undefined }),
    info('broken', {}, 'is cut short'),
    { ...info('empty'), manifest: null, problem: 'no manifest' },
    drawing,
    info('first'),
    info('second'),
  ]
  const choose = (model: string | null) => chosenTranslator(translators(models), { model })?.id

  it('is one that translates and can be used: the first for photos, if none was chosen', () => {
    expect(translators(null)).toBeNull()
    expect(translators(models)!.map(({ id }) => id)).toEqual(['drawing', 'first', 'second'])
    expect(choose(null)).toBe('first')
    expect(chosenTranslator(translators([drawing]), { model: null })?.id).toBe('drawing')
    expect(choose('second')).toBe('second')
  })

  it('is not replaced when the chosen one is gone', () => {
    expect(choose('broken')).toBeUndefined()
    expect(choose('gone')).toBeUndefined()
  })
})

it('shows a translation where the mask is, as softly as the mask and its own alpha', () => {
  const picture = {
    width: 3,
    height: 1,
    channels: 4,
    data: Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 128, 7, 8, 9, 255),
  } as const
  const mask = { width: 3, height: 1, channels: 1, data: Uint8Array.of(255, 128, 0) } as const
  expect([...within(picture, mask).data]).toEqual([1, 2, 3, 255, 4, 5, 6, 64, 7, 8, 9, 0])
  expect(picture.data[7]).toBe(128)
  const large = { width: 6, height: 2, channels: 3 as const, data: new Uint8Array(36) }
  const alpha = within(large, mask).data.filter((_, at) => at % 4 === 3)
  expect([...alpha]).toEqual([255, 255, 128, 128, 0, 0, 255, 255, 128, 128, 0, 0])
})

describe('what a model can be told', () => {
  const input = (size: object) => ({ inputs: [{ size }] })
  const translator = (translation: object, size: object = { multiple: 32 }) =>
    ({ id: 'm', translation, ...input(size) }) as unknown as Translator
  const color = translator({ kind: 'color', side: 128 })
  const title = { en: 'Monet', 'zh-CN': '莫奈' }
  const style = translator({ kind: 'style', side: 128, directions: { forward: title, reverse: title } })
  const noise = [{ name: 'noise', channels: 1, stride: 8 }]
  const drawing = translator({ kind: 'drawing', side: 100, draws: 'lines', noise })
  const everything = {
    strength: 0.5,
    keepLuminance: true,
    direction: 'reverse',
    side: 256,
    seed: 7,
    areas: 'painted',
  } as const

  it('leaves out what means nothing to it, so that a result remembers only what made it', () => {
    expect(settingsFor(color, everything)).toEqual({ ...settings, strength: 0.5, side: 256 })
    expect(settingsFor(style, everything)).toEqual({ ...everything, seed: 0, areas: undefined })
    expect(settingsFor(drawing, everything)).toEqual({ ...everything, direction: 'forward' })
    const fixed = translator({ kind: 'color', side: 64 }, { width: 64, height: 64 })
    expect(settingsFor(fixed, everything)).toEqual({ ...settings, strength: 0.5 })
  })

  it('is sizes that its network takes', () => {
    expect(networkSides(color)).toEqual([192, 256, 384, 512])
    expect(networkSides(drawing)).toEqual([160, 192, 288, 416])
    expect(networkSides(translator({ kind: 'color', side: 64 }, { width: 64, height: 64 }))).toEqual([])
    expect(networkSides(style)).toContain(1024)
  })
})
