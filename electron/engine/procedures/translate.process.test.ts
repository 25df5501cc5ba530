import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultTranslateSettings } from '../../contract/document/index.ts'
import { BLENDING_MODEL } from '../../contract/model/bundled.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { labPlanes } from '../../imaging/labPlanes.ts'
import {
  drawingModel,
  installFiles,
  installModel,
  offsetNetwork,
  TINT_MODEL,
  tintManifestOf,
  tintNetwork,
} from '../models/model.fixture.ts'
import { installTint, installTranslators } from '../models/translators.fixture.ts'
import { onProcessor } from '../sessions/place.ts'
import { context } from './context.fixture.ts'
import { createTranslateHandlers } from './translate.ts'

let modelsFolder = ''
let translate: ReturnType<typeof createTranslateHandlers>['translate.run']
let prepare: ReturnType<typeof createTranslateHandlers>['translate.prepare']
beforeAll(async () => {
  modelsFolder = await mkdtemp(join(tmpdir(), 'ganvas-models-'))
  await installModel(modelsFolder, offsetNetwork(0))
  await installTranslators(modelsFolder, 30, -20)
  const handlers = createTranslateHandlers({
    modelsFolders: [join(modelsFolder, 'none'), modelsFolder],
    place: onProcessor,
  })
  translate = handlers['translate.run']
  prepare = handlers['translate.prepare']
})
afterAll(() => rm(modelsFolder, { recursive: true, force: true }))

const grey = (width: number, height: number): Pixels => ({
  width,
  height,
  channels: 3,
  data: Uint8Array.from({ length: 3 * width * height }, (_, at) => 90 + (Math.floor(at / 3) % 40)),
})

/** Mean a* and b*. */
function chromaOf({ width, height, channels, data }: Pixels): number[] {
  const count = width * height
  const lab = labPlanes(
    Float32Array.from(
      { length: 3 * count },
      (_, at) => data[channels * (at % count) + Math.floor(at / count)]! / 255,
    ),
  )
  return [1, 2].map((c) => lab.subarray(c * count, (c + 1) * count).reduce((sum, v) => sum + v, 0) / count)
}

const whole = defaultTranslateSettings

test('a picture comes back at its own size in the colours that the network gives, and progress is told', async () => {
  const told = context()
  const { pixels, seconds } = await translate(
    { model: TINT_MODEL, picture: grey(333, 201), settings: whole },
    told,
  )
  expect([pixels.width, pixels.height, pixels.channels]).toEqual([333, 201, 3])
  const [a, b] = chromaOf(pixels)
  expect(a).toBeCloseTo(30, 0)
  expect(b).toBeCloseTo(-20, 0)
  expect(seconds).toBeGreaterThan(0)
  const steps = told.events.map((event) => (event.kind === 'progress' ? event.step : Number.NaN))
  expect(steps.length).toBeGreaterThan(3)
  expect(steps).toEqual(steps.toSorted((x, y) => x - y))
})

test('hints for a model that takes none are refused', async () => {
  const hints = { width: 64, height: 48, channels: 4 as const, data: new Uint8Array(4 * 64 * 48) }
  const asked = translate({ model: TINT_MODEL, picture: grey(64, 48), settings: whole, hints }, context())
  await expect(asked).rejects.toThrow('takes no colour hints')
})

test('an exchanged model is used at once, and the next picture needs no new one', async () => {
  await installTint(modelsFolder, -15, 25)
  for (const width of [64, 100]) {
    const { pixels } = await translate(
      { model: TINT_MODEL, picture: grey(width, 70), settings: whole },
      context(),
    )
    const [a, b] = chromaOf(pixels)
    expect(a).toBeCloseTo(-15, 0)
    expect(b).toBeCloseTo(25, 0)
  }
})

test('a cancelled translation stops before its end, and the next one runs', async () => {
  const told = context()
  const stopped = translate(
    { model: TINT_MODEL, picture: grey(3000, 2000), settings: whole },
    {
      ...told,
      emit(event) {
        told.emit(event)
        if (event.kind === 'progress' && event.step > 0) told.controller.abort()
      },
    },
  )
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
  const last = told.events.at(-1)!
  expect(last.kind === 'progress' && last.step).toBeLessThan(1900)
  const { pixels } = await translate({ model: TINT_MODEL, picture: grey(40, 40), settings: whole }, context())
  expect(pixels.width).toBe(40)
})

test('a style paints both ways at any size, and one that knows no way back says so', async () => {
  const run = (direction: 'forward' | 'reverse', width: number, height: number, side?: number) =>
    translate(
      {
        model: 'style',
        picture: grey(width, height),
        settings: { ...whole, direction, ...(side && { side }) },
      },
      context(),
    )
  const forward = await run('forward', 333, 201)
  const reverse = await run('reverse', 333, 201)
  expect([forward.pixels.width, forward.pixels.height, forward.pixels.channels]).toEqual([333, 201, 3])
  expect(reverse.pixels.data).not.toEqual(forward.pixels.data)
  expect((await run('forward', 333, 201)).pixels.data).toEqual(forward.pixels.data)
  expect((await run('forward', 90, 200, 40)).pixels.height).toBe(200)
  expect((await run('forward', 1, 1)).pixels.data.length).toBe(3)
  await expect(
    translate(
      { model: TINT_MODEL, picture: grey(8, 8), settings: { ...whole, direction: 'reverse' } },
      context(),
    ),
  ).rejects.toMatchObject({ code: 'invalid-input', data: { model: TINT_MODEL } })
})

test('a picture larger than a tile is painted in tiles, by the statistics of all of it', async () => {
  const told = context()
  const { pixels } = await translate({ model: 'style', picture: grey(1900, 1000), settings: whole }, told)
  expect(pixels.data.length).toBe(3 * 1900 * 1000)
  const totals = told.events.flatMap((event) => (event.kind === 'progress' ? [event.total] : []))
  expect(Math.max(...totals)).toBeGreaterThan(3)
})

test('a drawing is enlarged along its lines, in the variation of its seed', async () => {
  const run = async (seed: number) =>
    (await translate({ model: 'drawing', picture: grey(300, 200), settings: { ...whole, seed } }, context()))
      .pixels
  const [first, again, other] = [await run(1), await run(1), await run(2)]
  expect([first.width, first.height, first.channels]).toEqual([300, 200, 3])
  expect(again.data).toEqual(first.data)
  expect(other.data).not.toEqual(first.data)
})

test('a photo becomes what would be drawn for the model, where that was made of photos', async () => {
  const photo = grey(120, 80)
  photo.data.fill(250, 0, 3 * 120 * 40)
  const settings = { ...whole, side: 40 }
  const { pixels } = await prepare({ model: 'drawing', picture: structuredClone(photo), settings }, context())
  expect([pixels.width, pixels.height]).toEqual([120, 80])
  const row = (y: number) => pixels.data[3 * (y * 120 + 60)]!
  expect([row(40) < 60, row(10) > 230, row(70) > 230]).toEqual([true, true, true])
  await expect(prepare({ model: 'style', picture: photo, settings: whole }, context())).rejects.toMatchObject(
    {
      code: 'invalid-input',
      data: { model: 'style' },
    },
  )
})

test('a model whose network is not what its manifest says is named', async () => {
  const { files, manifest } = drawingModel('channels')
  const input = { ...manifest.inputs[0]!, channels: ['red', 'green', 'blue'] as ['red', 'green', 'blue'] }
  await installFiles(modelsFolder, { files, manifest: { ...manifest, inputs: [input] } })
  const output = { ...manifest.outputs[0]!, channels: ['grey'] as ['grey'] }
  await installFiles(modelsFolder, { files, manifest: { ...manifest, id: 'one', outputs: [output] } })
  const { inputs } = manifest
  await installFiles(modelsFolder, {
    files,
    manifest: { ...manifest, id: 'five', inputs: Array(5).fill(inputs[0]) },
  })
  for (const model of ['channels', 'one', 'five'])
    await expect(
      translate({ model, picture: grey(40, 40), settings: whole }, context()),
    ).rejects.toMatchObject({ code: 'unreadable-file', data: { model } })
})

test('models that cannot translate are refused by name', async () => {
  const run = (model: string) => translate({ model, picture: grey(8, 8), settings: whole }, context())
  await expect(run('nowhere')).rejects.toMatchObject({ code: 'unavailable', data: { model: 'nowhere' } })
  await expect(run(BLENDING_MODEL)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('its task is "blend"'),
  })
  const model = tintNetwork(0, 0)
  const manifest = tintManifestOf(model)
  await installModel(modelsFolder, model, { ...manifest, id: 'swapped', outputs: manifest.inputs }, 'swapped')
  await expect(run('swapped')).rejects.toMatchObject({ code: 'unreadable-file', data: { model: 'swapped' } })
})

test('a network that is none says so, and the process goes on', async () => {
  const model = Uint8Array.from({ length: 40 }, (_, i) => i)
  const manifest = tintManifestOf(model)
  const [input] = manifest.inputs
  await installModel(
    modelsFolder,
    model,
    { ...manifest, id: 'broken', inputs: [{ ...input, size: { width: 32, height: 32 } }] },
    'broken',
  )
  const run = (name: string) => translate({ model: name, picture: grey(8, 8), settings: whole }, context())
  await expect(run('broken')).rejects.toMatchObject({ code: 'unreadable-file', data: { model: 'broken' } })
  expect((await run(TINT_MODEL)).pixels.width).toBe(8)
})
