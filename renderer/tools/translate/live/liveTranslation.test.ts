import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultTranslateSettings } from '../../../../electron/contract/document/index.ts'
import { GanvasError } from '../../../../electron/contract/errors.ts'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import type { TranslateInput } from '../../../../electron/contract/tools/translate.ts'
import type { DocumentSession } from '../../../document/index.ts'
import { pixelAt, plain, sessionOf } from '../../../document/testing/sessions.fixture.ts'
import type { Gesture } from '../../../document/types.ts'
import type { Translator } from '../state.ts'
import { translateSubject } from '../subject.ts'
import { type LiveRequest, LiveTranslation } from './liveTranslation.ts'

interface Job {
  input: TranslateInput
  signal: AbortSignal
  answer(): void
}

const drawing = { id: 'm', translation: { kind: 'drawing', side: 32, draws: 'lines', noise: [] } }

let session: DocumentSession
let jobs: Job[]
let shown: Pixels[]
let failures: unknown[]
let live: LiveTranslation
let clock = 0

/** A white layer of 40 x 30 pixels, and a translator whose jobs end when the test says so. */
beforeEach(() => {
  session = sessionOf(40, 30, [plain(40, 30, [255, 255, 255, 255])]).session
  jobs = []
  shown = []
  failures = []
  const translate = (input: TranslateInput, signal: AbortSignal) =>
    new Promise<Pixels>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new GanvasError('cancelled', 'cancelled')))
      jobs.push({ input, signal, answer: () => resolve(input.picture) })
    })
  const listener = {
    shown: (_request: LiveRequest, pixels: Pixels) => shown.push(pixels),
    failed: (thrown: unknown) => failures.push(thrown),
  }
  live = new LiveTranslation(translate, listener, () => clock)
  session.rasters.onChange((id, rect) => live.changed(id, rect))
})

afterEach(() => live.end())

const request = (): LiveRequest => {
  const subject = translateSubject(session.data)
  if (subject.kind !== 'picture') throw new Error('the layer is gone')
  return {
    session,
    layer: subject.picture,
    translator: drawing as unknown as Translator,
    settings: defaultTranslateSettings,
  }
}

/** A dab of the colour at (0, 0), and the request that follows it. */
function dab(gesture: Gesture, color: string): void {
  gesture.editPixels(request().layer.raster, { x: 0, y: 0, width: 4, height: 4 }, (context) => {
    context.fillStyle = color
    context.fillRect(0, 0, 4, 4)
  })
  live.show(request())
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

it('shows the layer as it is when its turn comes, one job at a time', async () => {
  const stroke = session.begin({ key: 'document:history.brush' })
  dab(stroke, '#ff0000')
  await settle()
  dab(stroke, '#00ff00')
  dab(stroke, '#0000ff')
  await settle()
  expect(jobs).toHaveLength(1)
  jobs[0]!.answer()
  await settle()
  expect(jobs).toHaveLength(2)
  expect(jobs[0]!.signal.aborted).toBe(false)
  expect(pixelAt(jobs[1]!.input.picture, 0, 0)).toEqual([0, 0, 255, 255])
  jobs[1]!.answer()
  await settle()
  expect(shown).toHaveLength(2)
  expect(jobs).toHaveLength(2)
})

it('cancels a job of an older stroke for the newest, also one that began when that stroke had ended', async () => {
  const first = session.begin({ key: 'document:history.brush' })
  dab(first, '#ff0000')
  first.commit()
  await settle()
  const second = session.begin({ key: 'document:history.brush' })
  dab(second, '#00ff00')
  await settle()
  expect(jobs.map(({ signal }) => signal.aborted)).toEqual([true, false])
  jobs[1]!.answer()
  await settle()
  expect(shown.map((pixels) => pixelAt(pixels, 0, 0))).toEqual([[0, 255, 0, 255]])
  expect(failures).toEqual([])
})

it('asks again for what was taken back, and not for what it shows', async () => {
  const stroke = session.begin({ key: 'document:history.brush' })
  dab(stroke, '#ff0000')
  stroke.commit()
  await settle()
  jobs[0]!.answer()
  await settle()
  live.show(request())
  await settle()
  expect(jobs).toHaveLength(1)
  session.undo()
  live.show(request())
  await settle()
  expect(pixelAt(jobs[1]!.input.picture, 0, 0)).toEqual([255, 255, 255, 255])
})

it('makes what was small because the machine is slow once more when the hand rests, and not while it draws', async () => {
  const large = sessionOf(380, 370, [plain(380, 370, [255, 255, 255, 255])]).session
  const slowly = { ...request(), session: large, layer: Object.values(large.data.layers)[0]! } as LiveRequest
  live.show(slowly)
  await settle()
  clock += 500
  const first = jobs[0]!.input.picture.height
  jobs[0]!.answer()
  await settle()
  expect(jobs).toHaveLength(1)
  large.rasters.touch(slowly.layer.raster, { x: 0, y: 0, width: 1, height: 1 })
  live.show(slowly)
  await settle()
  expect(jobs[1]!.input.picture.height).toBeLessThan(first)
  clock += 500
  jobs[1]!.answer()
  await settle()
  // Nothing newer came: the same again, as large as at first.
  expect(jobs[2]!.input.picture.height).toBe(first)
  large.rasters.touch(slowly.layer.raster, { x: 0, y: 0, width: 1, height: 1 })
  live.show(slowly)
  expect(jobs[2]!.signal.aborted).toBe(true)
})

it('ends with its job cancelled and nothing shown, and tells what failed while it went on', async () => {
  live.show(request())
  await settle()
  live.end()
  jobs[0]!.answer()
  await settle()
  expect(jobs[0]!.signal.aborted).toBe(true)
  expect(shown).toEqual([])
  const failing = new LiveTranslation(() => Promise.reject(new GanvasError('internal', 'broken')), {
    shown: () => {},
    failed: (thrown) => failures.push(thrown),
  })
  failing.show(request())
  await settle()
  expect(failures).toMatchObject([{ message: 'broken' }])
})
