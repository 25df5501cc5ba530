import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CallOptions } from '../../../electron/contract/client.ts'
import {
  type SketchPoint,
  defaultSketchSettings as settings,
} from '../../../electron/contract/document/index.ts'
import { defect } from '../../../electron/contract/errors.ts'
import type { SketchCandidates } from '../../../electron/contract/sketchCandidates.ts'
import { engine } from '../../app/connection.ts'
import { layerPreview } from '../../canvas/overlay.ts'
import { addDocument, type DocumentSession } from '../../document/index.ts'
import { selectRectangle } from '../../document/selection/index.ts'
import { pixelAt, plain, sessionOf } from '../../document/testing/sessions.fixture.ts'
import { keepSketch, limitToSelection } from './commands.ts'
import { addSketch, filling, type SketchLayers, sketchOf } from './layers.ts'
import { LiveSketch, setLiveSketch } from './live.ts'
import { editOf } from './photo/edit.ts'
import { placeOf } from './place.ts'
import { idle, sketchState } from './state.ts'

/** A look at a search: two candidates of 4x4 pixels, whose colours and numbers say how far it had come. */
const look = (step: number): SketchCandidates => ({
  pictures: {
    width: 4,
    height: 8,
    channels: 3,
    data: Uint8Array.from({ length: 96 }, (_, i) => step + (i < 48 ? 0 : 100)),
  },
  points: [pointAt(step), pointAt(step + 100)],
  costs: [0, 1],
  order: [0, 1],
  step,
  total: 40,
  handles: [],
})
const pointAt = (number: number): SketchPoint => ({ latent: [number], words: {} })

interface Asked {
  name: string
  input: Record<string, unknown>
  options: CallOptions
  answer(output: unknown): void
}

let session: DocumentSession
let layers: SketchLayers
let live: LiveSketch
let asked: Asked[]
const photoRegion = { x: 10, y: 0, width: 20, height: 20 }

/** A sketch over a photo, or on paper, and an engine that answers when the test says so. */
function begin(photo: boolean): void {
  const made = sessionOf(40, 20, [plain(40, 20, [255, 255, 255, 255])])
  session = made.session
  addDocument(session)
  const source = made.ids[0]!
  const likeness = { error: 0.1, explained: 0.8, foreign: false }
  const edited = { region: photoRegion, strength: 0.5, likeness }
  const pixels = photo ? plain(20, 20, [255, 255, 255, 255]) : plain(4, 4, [9, 9, 9, 255])
  layers = addSketch(session, {
    pixels,
    transform: filling(photoRegion, pixels),
    above: photo ? source : null,
    recipe: {
      ...{ model: 'discs', point: pointAt(1), seed: 1, settings },
      ...(photo && { before: pointAt(1), photo: edited }),
    },
    ...(photo && { source }),
  })
  const reconstruction = { pixels: plain(4, 4, [1, 1, 1, 255]), point: pointAt(1) }
  const info = {
    session: 's',
    width: 4,
    height: 4,
    latent: 1,
    words: [],
    critic: false,
    encoder: false,
    detail: null,
  }
  sketchState.setState({
    ...{ ...idle, model: 'discs', found: look(1), info: { ...info, handles: false, candidates: look(1) } },
    ...(photo && { photo: editOf(source, edited, plain(20, 20, [1, 1, 1, 255]), reconstruction, null) }),
  })
  live = new LiveSketch(session, 's', layers)
  setLiveSketch(live)
}

beforeEach(() => {
  asked = []
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback))
  vi.spyOn(engine, 'call').mockImplementation(((name: string, input: object, options: CallOptions = {}) => {
    if (name === 'sketch.close') return Promise.resolve({})
    return new Promise((answer, reject) => {
      asked.push({ name, input: { ...input }, options, answer })
      options.signal?.addEventListener('abort', () => reject(defect('cancelled', 'cancelled')))
    })
  }) as never)
})

afterEach(() => {
  live.end()
  setLiveSketch(null)
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
const last = (name: string): Asked => asked.findLast((each) => each.name === name)!
const kept = () => sketchOf(session.data, layers.color.id)!.result

function stroke(): void {
  const gesture = session.begin({ key: 'document:history.brush' })
  gesture.editPixels(layers.color.raster, { x: 12, y: 2, width: 4, height: 4 }, (context) => {
    context.fillStyle = '#ff0000'
    context.fillRect(12, 2, 4, 4)
  })
  gesture.commit()
}

it('keeps what is shown, with the numbers that draw it, though the search has gone on since', async () => {
  begin(false)
  stroke()
  await settle()
  const update = last('sketch.update')
  update.options.onEvent!({ kind: 'candidates', found: look(7) })
  sketchState.setState({ chosen: 1 })
  const keeping = keepSketch()
  // What comes after the search was stopped changes nothing.
  expect(update.options.signal!.aborted).toBe(true)
  update.options.onEvent!({ kind: 'candidates', found: look(9) })
  await keeping
  expect(kept().recipe.point).toEqual(pointAt(107))
  expect(pixelAt(session.rasters.toPixels(kept().raster), 0, 0)).toEqual([107, 107, 107, 255])
  expect(sketchState.getState()).toMatchObject({ searching: false, found: { step: 7 } })
  // The layer itself is shown, until there is something else to show.
  expect(layerPreview(layers.result.id)).toBeUndefined()
  sketchState.setState({ chosen: 0 })
  expect(layerPreview(layers.result.id)).toBeDefined()
})

it('keeps a picture through the second stage of its generator, in the same place, which asks for no other one', async () => {
  begin(false)
  sketchState.setState(({ info }) => ({ info: info && { ...info, detail: { width: 8, height: 8 } } }))
  const place = placeOf(session, kept())
  const keeping = keepSketch()
  await settle()
  const { input, answer } = last('sketch.picture')
  expect(input).toMatchObject({ at: { point: pointAt(1) }, detail: true })
  answer({ pixels: plain(8, 8, [70, 71, 72, 255]), point: pointAt(1) })
  await keeping
  await settle()
  const { width, height } = session.rasters.get(kept().raster)
  expect([width, height]).toEqual([8, 8])
  expect(placeOf(session, kept())).toEqual(place)
  expect(layerPreview(layers.result.id)).toBeUndefined()
  expect(asked.map(({ name }) => name)).toEqual(['sketch.picture'])
})

it('asks for nothing new when strokes are hidden to see the picture below them, or shown again', async () => {
  begin(false)
  stroke()
  await settle()
  const visible = (on: boolean) =>
    session.change({ key: 'sketch:history.begin' }, ({ layers: all }) => {
      all[layers.color.id]!.visible = on
    })
  for (const on of [false, true]) {
    visible(on)
    await settle()
  }
  expect(asked.filter(({ name }) => name === 'sketch.update')).toHaveLength(1)
})

it('carries over to a photo what is shown at the strength shown, and its mask is the layer’s', async () => {
  begin(true)
  stroke()
  await settle()
  last('sketch.update').options.onEvent!({ kind: 'candidates', found: look(5) })
  selectRectangle(session, { x: 10, y: 0, width: 5, height: 20 })
  await limitToSelection(true)
  const keeping = keepSketch()
  sketchState.setState(({ photo }) => ({ photo: photo && { ...photo, strength: 1.5 } }))
  await settle()
  const { input, answer } = last('sketch.transfer')
  expect(input).toMatchObject({ before: pointAt(1), after: pointAt(5), strength: 0.5 })
  expect(input.mask).toBeUndefined()
  answer({ pixels: plain(20, 20, [5, 5, 5, 255]), rect: photoRegion, seconds: 0 })
  await keeping
  expect(kept().recipe).toMatchObject({ point: pointAt(5), photo: { strength: 0.5 } })
  expect(kept().recipe.mask).toBeUndefined()
  const shown = () => {
    const { mask } = kept()
    return mask && [2, 7].map((x) => pixelAt(session.rasters.toPixels(mask.raster), x, 3)[3])
  }
  expect(shown()).toEqual([255, 0])
  await limitToSelection(false)
  expect(shown()).toBeUndefined()
  session.undo()
  expect(shown()).toEqual([255, 0])
})

it('edits photos of projects from before layers had masks as their recipe has it, until another mask is chosen', async () => {
  begin(true)
  const mask = session.rasters.createMask(40, 20).id
  session.change({ key: 'sketch:history.photo' }, (draft) => {
    const result = draft.layers[layers.result.id]!
    if (result.kind === 'result') result.recipe.mask = mask
  })
  sketchState.setState(({ photo }) => ({
    photo: photo && { ...photo, mask: session.rasters.toPixels(mask) },
  }))
  const keep = async () => {
    const keeping = keepSketch()
    await settle()
    const { input, answer } = last('sketch.transfer')
    answer({ pixels: plain(20, 20, [5, 5, 5, 255]), rect: photoRegion, seconds: 0 })
    await keeping
    return input.mask
  }
  expect(await keep()).toMatchObject({ width: 30, height: 20, channels: 1 })
  expect(kept().recipe.mask).toBe(mask)
  await limitToSelection(false)
  expect(await keep()).toBeUndefined()
  expect(kept().recipe.mask).toBeUndefined()
})
