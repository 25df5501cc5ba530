import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultTranslateSettings } from '../../contract/document/index.ts'
import { probeModel } from '../devices/model.ts'
import { installModel, offsetNetwork, TINT_MODEL } from '../models/model.fixture.ts'
import { installTranslators } from '../models/translators.fixture.ts'
import { applicationFolder } from '../paths.ts'
import { type ChoosePlace, onProcessor } from '../sessions/place.ts'
import { findWebgpu } from '../sessions/webgpu.fixture.ts'
import { createBlendHandlers } from './blend.ts'
import { context } from './context.fixture.ts'
import { createTrainHandlers } from './train.ts'
import { createTranslateHandlers } from './translate.ts'

/* Every tool once on WebGPU by software: the numbers are the processor's but for rounding. */

const usable = await findWebgpu(probeModel())
const folder = mkdtempSync(join(tmpdir(), 'ganvas-webgpu-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(async () => {
  await installModel(folder, offsetNetwork(0.3))
  await installTranslators(folder, 20, -10)
})

const onWebgpu: ChoosePlace = async (title) => ({ device: 'webgpu', dataFolder: folder, title })
const places = { cpu: onProcessor, webgpu: onWebgpu }

const picture = (channels: 3 | 4) => ({
  width: 40,
  height: 36,
  channels,
  data: Uint8Array.from({ length: 40 * 36 * channels }, (_, i) => (i % channels === 3 ? 255 : (i * 7) % 256)),
})

/** What was found of networks on the device, by their names. */
const verdicts = (): Record<string, { fault: string | null }> =>
  JSON.parse(readFileSync(join(folder, 'devices.json'), 'utf8')).verdicts

function apart(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0)
}

test.skipIf(!usable).each([TINT_MODEL, 'style', 'drawing'])(
  '%s translates on the device as on the processor',
  async (model) => {
    const translated = async (place: ChoosePlace) => {
      const told = context()
      const run = createTranslateHandlers({ modelsFolders: [folder], place })['translate.run']
      const { pixels } = await run({ model, picture: picture(3), settings: defaultTranslateSettings }, told)
      expect(told.events.filter(({ kind }) => kind === 'notice')).toEqual([])
      return pixels.data
    }
    expect(apart(await translated(places.webgpu), await translated(places.cpu))).toBeLessThanOrEqual(1)
  },
)

test.skipIf(!usable)('the blending network computes on the device', async () => {
  const blended = async (place: ChoosePlace) => {
    const told = context()
    const run = createBlendHandlers({ modelsFolder: folder, place })['blend.run']
    const { pixels } = await run(
      {
        background: { width: 80, height: 64, channels: 3, data: new Uint8Array(80 * 64 * 3).fill(120) },
        source: picture(4),
        transform: { x: 10, y: 10, scaleX: 1, scaleY: 1, rotation: 0 },
        settings: { method: 'gp', anchor: 'gan', beta: 1, kernel: 'normal' },
        whole: true,
      },
      told,
    )
    expect(told.events.filter(({ kind }) => kind === 'notice')).toEqual([])
    return pixels.data
  }
  expect(apart(await blended(places.webgpu), await blended(places.cpu))).toBeLessThanOrEqual(1)
})

test.skipIf(!usable)(
  'a training takes its steps on the device, with the losses of the processor',
  async () => {
    const trained = async (device: 'cpu' | 'webgpu') => {
      const handlers = createTrainHandlers({
        listDevices: async () => ({
          devices: [],
          servers: [],
          selected: device,
          active: device,
          notice: null,
        }),
        modelsFolders: [folder],
        dataFolder: folder,
        assetsFolder: join(applicationFolder, 'assets'),
        place: onProcessor,
      })
      const told = context()
      const input = { recipe: 'toy', data: 'ring8', steps: 4, batch: 8, seed: 1, threads: 1, resume: false }
      const { losses } = await handlers['train.run'](
        {
          ...input,
          out: join(folder, `run-${device}`),
          device,
          options: { hidden: 8 },
          checkpointEvery: 4,
          sampleEvery: 4,
        },
        told,
      )
      const curves = told.events.flatMap((event) => (event.kind === 'losses' ? [event.values] : []))
      return { losses, curves, notices: told.events.filter(({ kind }) => kind === 'notice') }
    }
    const [webgpu, cpu] = [await trained('webgpu'), await trained('cpu')]
    expect(webgpu.notices).toEqual([])
    for (const [name, value] of Object.entries(cpu.losses)) expect(webgpu.losses[name]).toBeCloseTo(value, 3)
  },
)

test.skipIf(!usable)('what was found is remembered, and nothing of it is a fault', () => {
  const found = Object.values(verdicts())
  expect(found.length).toBeGreaterThanOrEqual(5)
  expect(found.map(({ fault }) => fault).filter(Boolean)).toEqual([])
})
