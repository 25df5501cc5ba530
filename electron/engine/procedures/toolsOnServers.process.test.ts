import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BLENDING_MODEL } from '../../contract/model/bundled.ts'
import { smallDesign, writeTrueType } from '../font/font.fixture.ts'
import { Works } from '../font/works.ts'
import { discsModel } from '../models/generator.fixture.ts'
import {
  BOLDENING_MODEL,
  boldeningManifestOf,
  boldeningNetwork,
  installFiles,
  installModel,
  offsetNetwork,
} from '../models/model.fixture.ts'
import { serveExported } from '../repository/server.fixture.ts'
import type { TestServer } from '../serving/server.fixture.ts'
import { type ChoosePlace, onProcessor } from '../sessions/place.ts'
import { createBlendHandlers } from './blend.ts'
import { context, type Told } from './context.fixture.ts'
import { fontPlaces } from './fontPlaces.fixture.ts'
import { createFontWorkHandlers } from './fontWorks.ts'
import { createSketchHandlers } from './sketch.ts'

/*
 * Every tool beside Translate, whose networks a server computes that serves the exported repository: what becomes of it
 * is what becomes of it here, nothing is said, and the server was asked for all of it.
 */

const folder = await mkdtemp(join(tmpdir(), 'ganvas-tools-'))
const at = (...names: string[]) => join(folder, ...names)
let server: TestServer
beforeAll(async () => {
  await installModel(at('models'), offsetNetwork(-0.2))
  const bolder = boldeningNetwork()
  await installModel(at('models'), bolder, boldeningManifestOf(bolder), BOLDENING_MODEL)
  const { manifest, files } = discsModel()
  await installFiles(at('models'), {
    manifest,
    files: Object.fromEntries(Object.entries(files).map(([name, data]) => [name.replace('.onnx', ''), data])),
  })
  server = await serveExported(at('models'), [BLENDING_MODEL, BOLDENING_MODEL, 'discs'], at('repository'))
})
afterAll(async () => {
  await server.kill()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const onServer: ChoosePlace = async (title) => ({
  device: 'server',
  dataFolder: folder,
  title,
  servers: [{ address: server.address }],
})

/** Runs that a server is compared with this machine by, for each thread. */
const TRIAL = 2

/** Does the work here and on the server. @param runs that are wanted of the server, besides the trials */
async function bothWays<T>(
  runs: number,
  work: (place: ChoosePlace, told: Told) => Promise<T>,
): Promise<{ here: T; there: T }> {
  const here = await work(onProcessor, context())
  const before = server.asked
  const told = context()
  const there = await work(onServer, told)
  expect(told.events.filter(({ kind }) => kind === 'notice')).toEqual([])
  const trials = server.asked - before - runs
  expect(trials).toBeGreaterThan(0)
  expect(trials % TRIAL).toBe(0)
  return { here, there }
}

function expectSamePixels(there: Uint8Array, here: Uint8Array) {
  expect(there.length).toBe(here.length)
  const apart = here.reduce((most, value, i) => Math.max(most, Math.abs(value - there[i]!)), 0)
  expect(apart).toBeLessThanOrEqual(1)
  // Not one colour, which anything would agree with.
  expect(new Set(here).size).toBeGreaterThan(20)
}

const sketching = (place: ChoosePlace) => {
  const folders = {
    all: [at('none'), at('models')] as const,
    bundled: at('none'),
    own: () => at('models'),
  }
  return createSketchHandlers({ folders, place })
}

test('pictures that a generator draws are those of this machine', async () => {
  // Twenty pictures, eight at once.
  const { here, there } = await bothWays(3, async (place, told) =>
    sketching(place)['sketch.sample'](
      { model: 'discs', first: 0, count: 20, seed: 4, words: { red: 1 } },
      told,
    ),
  )
  expectSamePixels(there.pictures.data, here.pictures.data)
  expect(there.points).toEqual(here.points)
})

test('what is looked at in a sketch, and the way between two answers, are those of this machine', async () => {
  // The candidates, one of them, and nine pictures of the way.
  const { here, there } = await bothWays(4, async (place, told) => {
    const sketch = sketching(place)
    const open = { model: 'discs', candidates: 4, seed: 7, words: { blue: 1 } }
    const { session, candidates } = await sketch['sketch.open'](open, told)
    const at = { session, from: { candidate: 0 }, to: { candidate: 3 }, frames: 9, way: 'spherical' as const }
    const { pixels } = await sketch['sketch.picture']({ session, at: at.from }, told)
    const { pictures } = await sketch['sketch.between'](at, told)
    await sketch['sketch.close']({ session }, told)
    return { candidates: candidates.pictures.data, one: pixels.data, way: pictures.data }
  })
  expectSamePixels(there.candidates, here.candidates)
  expectSamePixels(there.one, here.one)
  expectSamePixels(there.way, here.way)
})

test('glyphs that a style draws are those of this machine', async () => {
  await writeFile(at('small.ttf'), writeTrueType(smallDesign()))
  const characters = ['一', '口'].map((character) => character.codePointAt(0)!)
  let made = 0
  const { here, there } = await bothWays(characters.length, async (place, told) => {
    const places = fontPlaces(at, place)
    const handlers = createFontWorkHandlers(new Works(at(`fonts${made++}`), places), places)
    const { name, plan } = await handlers['fonts.create']({ file: { path: at('small.ttf') }, face: 0 }, told)
    const han = { kind: 'model' as const, model: BOLDENING_MODEL, mixture: { bold: 1 } }
    const styles = { ...plan.styles, han }
    const { glyphs } = await handlers['fonts.outlines']({ name, plan: { ...plan, styles }, characters }, told)
    return glyphs
  })
  expect(here.map(({ origin }) => origin)).toEqual(['style', 'style'])
  expect(there).toEqual(here)
})

test('a blend by the network is that of this machine', async () => {
  const picture = (width: number, height: number, channels: 3 | 4) => ({
    width,
    height,
    channels,
    data: Uint8Array.from({ length: width * height * channels }, (_, i) =>
      i % channels === 3 ? 255 : (i * 7) % 256,
    ),
  })
  const { here, there } = await bothWays(1, async (place, told) => {
    const { pixels } = await createBlendHandlers({ modelsFolder: at('models'), place })['blend.run'](
      {
        background: picture(200, 150, 3),
        source: picture(80, 60, 4),
        transform: { x: 50, y: 40, scaleX: 1, scaleY: 1, rotation: 0 },
        settings: { method: 'gp', anchor: 'gan', beta: 1, kernel: 'normal' },
        whole: true,
      },
      told,
    )
    return pixels.data
  })
  expectSamePixels(there, here)
})
