import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultSketchSettings, type SketchSettings } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { discs } from '../../tools/sketch/generator.fixture.ts'
import { generatorManifest } from '../models/generator.fixture.ts'
import { onProcessor } from '../sessions/place.ts'
import { context } from './context.fixture.ts'
import { createSketchHandlers } from './sketch.ts'

let modelsFolder = ''
let sketch: ReturnType<typeof createSketchHandlers>
beforeAll(async () => {
  modelsFolder = await mkdtemp(join(tmpdir(), 'ganvas-generators-'))
  await install('discs')
  await install('words')
  sketch = createSketchHandlers({ folders: foldersAt(modelsFolder), place: onProcessor })
})
const foldersAt = (own: string) => {
  const bundled = join(own, 'none')
  return { all: [bundled, own] as const, bundled, own: () => own }
}

afterAll(() => rm(modelsFolder, { recursive: true, force: true, maxRetries: 5 }))

async function install(id: string): Promise<void> {
  const generator = { ...discs({ words: id === 'words', critic: true, detail: id === 'detailed' }), id }
  await mkdir(join(modelsFolder, id), { recursive: true })
  const { manifest, files } = generatorManifest(generator)
  for (const [name, data] of Object.entries(files)) await writeFile(join(modelsFolder, id, name), data)
  await writeFile(join(modelsFolder, id, 'manifest.json'), JSON.stringify(manifest))
}

const open = (model = 'discs') =>
  sketch['sketch.open']({ model, candidates: 8, seed: 1, words: {} }, context())

function paint(red: number, green: number, blue: number, side = 64): Pixels {
  const data = new Uint8Array(4 * side * side)
  for (let i = 0; i < side * side; i++) if (i % side < side / 2) data.set([red, green, blue, 255], 4 * i)
  return { width: side, height: side, channels: 4, data }
}

const asked = (session: string, color: Pixels, settings: Partial<SketchSettings> = {}) => ({
  session,
  strokes: { color, handles: [] },
  words: {},
  settings: { ...defaultSketchSettings, ...settings },
})

test('a sketch is opened, drawn on, looked at, and closed', async () => {
  const info = await open()
  expect(info).toMatchObject({
    width: 16,
    height: 16,
    latent: 8,
    critic: true,
    encoder: false,
    handles: true,
  })
  expect(info.candidates.pictures).toMatchObject({ width: 16, height: 8 * 16, channels: 3 })
  const told = context()
  const found = await sketch['sketch.update'](asked(info.session, paint(200, 60, 60)), told)
  const looks = told.events.flatMap((event) => (event.kind === 'candidates' ? [event.found] : []))
  expect(looks.length).toBeGreaterThan(0)
  expect(Math.min(...found.costs)).toBeLessThan(Math.min(...looks[0]!.costs) + 1e-9)
  const at = { candidate: found.order[0]! }
  const { pixels, point } = await sketch['sketch.picture']({ session: info.session, at }, context())
  expect(pixels).toMatchObject({ width: 16, height: 16 })
  const again = await sketch['sketch.picture']({ session: info.session, at: { point } }, context())
  expect(again.pixels.data).toEqual(pixels.data)
  await sketch['sketch.close']({ session: info.session }, context())
  expect(() => sketch['sketch.average']({ session: info.session }, context())).toThrow('closed')
})

test('the newest strokes win: a search before them is cancelled and the next goes on', async () => {
  const { session } = await open()
  let begun = () => {}
  const first = new Promise<void>((resolve) => {
    begun = resolve
  })
  const old = sketch['sketch.update'](asked(session, paint(200, 60, 60), { iterations: 500 }), context(begun))
  const outcome = expect(old).rejects.toMatchObject({ code: 'cancelled' })
  await first
  const found = await sketch['sketch.update'](asked(session, paint(40, 200, 90)), context())
  await outcome
  expect(found.step).toBe(found.total)
  await sketch['sketch.close']({ session }, context())
})

test('a model that is swapped while it is searched leaves the search its own, and a new sketch has the new one', async () => {
  const { session } = await open()
  let begun = () => {}
  const first = new Promise<void>((resolve) => {
    begun = resolve
  })
  const running = sketch['sketch.update'](
    asked(session, paint(200, 60, 60), { iterations: 200 }),
    context(begun),
  )
  await first
  await rm(join(modelsFolder, 'discs'), { recursive: true })
  await expect(open()).rejects.toMatchObject({ code: 'unavailable' })
  await install('discs')
  expect((await running).step).toBe(200)
  const next = await open()
  expect(next.candidates.costs).toHaveLength(8)
  for (const id of [session, next.session]) await sketch['sketch.close']({ session: id }, context())
})

test('a third sketch closes the first, which says so', async () => {
  const [a, b, c] = [await open(), await open(), await open()]
  const lost = async () => sketch['sketch.average']({ session: a.session }, context())
  await expect(lost()).rejects.toThrow('What is drawn is still there')
  for (const { session } of [b, c]) await sketch['sketch.close']({ session }, context())
})

test('a photo is found among what the generator draws, and one of another kind is told', async () => {
  const info = await open('words')
  const { pixels, point } = await sketch['sketch.picture'](
    { session: info.session, at: { candidate: 3 } },
    context(),
  )
  const project = { model: 'words', seed: 2, iterations: 60, words: {} }
  const told = context()
  const found = await sketch['sketch.project']({ ...project, photo: pixels }, told)
  expect(found.foreign).toBe(false)
  expect(found.explained).toBeGreaterThan(0.9)
  expect(found.errors.end).toBeLessThan(found.errors.start)
  expect(found.point.words).toEqual(point.words)
  expect(told.events.map(({ kind }) => kind)).not.toContain('notice')
  const noise = Uint8Array.from({ length: 3 * 64 * 64 }, (_, i) => (i * 7919) % 256)
  const other = context()
  const odd = await sketch['sketch.project'](
    { ...project, photo: { width: 64, height: 64, channels: 3, data: noise }, iterations: 5 },
    other,
  )
  expect(odd.foreign).toBe(true)
  expect(other.events.find(({ kind }) => kind === 'notice')).toMatchObject({
    text: { key: 'errors:sketch.foreign' },
  })
  await sketch['sketch.close']({ session: info.session }, context())
})

test('a text is understood in both languages, and what was never learned is told', async () => {
  const read = (text: string) => sketch['sketch.words']({ model: 'words', text }, context())
  expect(await read('a red disc at night')).toEqual({ words: { red: 1, night: 1 }, unknown: ['disc'] })
  expect(await read('夜晚的蓝')).toEqual({ words: { blue: 1, night: 1 }, unknown: [] })
})

test('a generator from elsewhere is installed once it has drawn, and is sketched with like any other', async () => {
  const path = join(modelsFolder, 'elsewhere.onnx')
  await writeFile(path, discs({ words: true }).files.generator)
  const about = {
    source: { path },
    id: 'elsewhere',
    title: { en: 'Discs', 'zh-CN': '圆' },
    licence: { weights: 'CC0-1.0', data: 'none' },
    words: ['crimson', 'navy'],
    overwrite: false,
  }
  const tried = await sketch['sketch.tryImport']({ ...about, range: [0, 1] }, context())
  expect(tried).toMatchObject({ count: 8, output: { range: [0, 1] }, pictures: { width: 16, height: 128 } })
  expect(new Set(tried.pictures.data).size).toBeGreaterThan(20)
  const { manifest } = await sketch['sketch.import'](about, context())
  expect(manifest.generation).toMatchObject({
    latent: { name: 'z', shape: [8], prior: 'normal' },
    condition: { name: 'label', words: [{ name: 'crimson' }, { name: 'navy' }, { name: 'class-3' }] },
  })
  // Its last operator is a hyperbolic tangent.
  expect(manifest.outputs[0]).toMatchObject({ range: [-1, 1], size: { width: 16, height: 16 } })
  const { session } = await open('elsewhere')
  const found = await sketch['sketch.update'](asked(session, paint(200, 60, 60)), context())
  expect(found.costs).toHaveLength(8)
  await sketch['sketch.close']({ session }, context())
  await expect(sketch['sketch.import'](about, context())).rejects.toMatchObject({ code: 'exists' })
  await writeFile(path, discs({ critic: true }).files.critic!)
  const critic = sketch['sketch.import']({ ...about, id: 'critic' }, context())
  await expect(critic).rejects.toThrow('elsewhere.onnx takes picture [1, 3, 16, 16].')
})

test('what is kept goes through the second stage of a generator that has one; what is searched does not', async () => {
  await install('detailed')
  const info = await open('detailed')
  expect(info).toMatchObject({ width: 16, detail: { width: 32, height: 32 } })
  expect((await open()).detail).toBeNull()
  const { session, candidates } = info
  const at = { point: candidates.points[2]! }
  const small = await sketch['sketch.picture']({ session, at }, context())
  expect(small.pixels.data).toEqual(candidates.pictures.data.slice(2 * 768, 3 * 768))
  const kept = await sketch['sketch.picture']({ session, at, detail: true }, context())
  expect(kept).toMatchObject({ point: at.point, pixels: { width: 32, height: 32, channels: 3 } })
  const again = await sketch['sketch.picture']({ session, at: { candidate: 2 }, detail: true }, context())
  expect(again.pixels).toEqual(kept.pixels)
  await sketch['sketch.close']({ session }, context())
})

test('what cannot be meant is refused, by what it is and what there is', async () => {
  const { session, candidates } = await open()
  const at = { candidate: 0 }
  const { point } = await sketch['sketch.picture']({ session, at }, context())
  const amounts = Array.from({ length: 9 }, () => 1)
  await expect(sketch['sketch.move']({ session, at, amounts }, context())).rejects.toThrow(
    'The generator has 8 directions, and 9 amounts were given.',
  )
  const foreign = { latent: [1, 2, 3], words: {} }
  await expect(sketch['sketch.take']({ session, candidate: 0, point: foreign }, context())).rejects.toThrow(
    'This result has 3 numbers and the model "discs" draws from 8',
  )
  const photo = candidates.pictures
  const carried = { model: 'discs', photo, before: point, after: point, strength: 1, way: 'linear' as const }
  const beside = { x: 500, y: 0, width: 10, height: 10 }
  await expect(sketch['sketch.transfer']({ ...carried, region: beside }, context())).rejects.toThrow(
    'The chosen part lies outside the photo (16x128). Choose a part that overlaps it.',
  )
  const mask = { width: 3, height: 3, channels: 1 as const, data: new Uint8Array(9) }
  await expect(
    sketch['sketch.transfer']({ ...carried, photo: paint(9, 9, 9), mask }, context()),
  ).rejects.toThrow('The mask is 3x3 pixels and the photo is 64x64.')
  const sample = (model: string, words: Record<string, number>) =>
    sketch['sketch.sample']({ model, words, first: 0, count: 1, seed: 0 }, context())
  await expect(sample('words', { green: 1 })).rejects.toThrow('knows no "green". It knows red, blue, night.')
  await expect(sample('discs', { red: 1 })).rejects.toThrow('"discs" cannot be asked by words. Draw what you')
  await sketch['sketch.close']({ session }, context())
})

test('a model that draws nothing by itself, or whose network is another one, is named when a sketch begins', async () => {
  const folder = join(modelsFolder, 'other')
  await mkdir(folder)
  const { manifest, files } = generatorManifest({ ...discs(), id: 'other' })
  await writeFile(join(folder, 'generator.onnx'), files['generator.onnx']!)
  const install = (changed: object) =>
    writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, ...changed }))
  await install({ generation: { latent: { ...manifest.generation!.latent, name: 'noise' } } })
  await expect(open('other')).rejects.toThrow(
    'its network does not take and give what its manifest tells of (it takes z, not noise).',
  )
  const [output] = manifest.outputs
  await install({ outputs: [{ ...output, size: { width: 32, height: 16 } }] })
  const sampled = sketch['sketch.sample'](
    { model: 'other', words: {}, first: 0, count: 1, seed: 0 },
    context(),
  )
  await expect(sampled).rejects.toThrow('(picture is [1, 3, 16, 16], not [1, 3, 16, 32])')
  await install({ task: 'blend', generation: undefined, inputs: manifest.outputs })
  await expect(open('other')).rejects.toThrow('draws no pictures by itself: its task is "blend"')
})

test('a sketch that is closed while it searches ends, and a new engine takes up its result where it was', async () => {
  const { session } = await open()
  const at = { candidate: 2 }
  const { pixels, point } = await sketch['sketch.picture']({ session, at }, context())
  let begun = () => {}
  const first = new Promise<void>((resolve) => {
    begun = resolve
  })
  const running = sketch['sketch.update'](asked(session, paint(9, 9, 9), { iterations: 500 }), context(begun))
  const outcome = expect(running).rejects.toMatchObject({ code: 'cancelled' })
  await first
  await sketch['sketch.close']({ session }, context())
  await outcome
  const restarted = createSketchHandlers({ folders: foldersAt(modelsFolder), place: onProcessor })
  expect(() => restarted['sketch.average']({ session }, context())).toThrow('closed')
  const again = await restarted['sketch.open'](
    { model: 'discs', candidates: 4, seed: 1, words: {}, from: point },
    context(),
  )
  const shown = await restarted['sketch.picture']({ session: again.session, at: { candidate: 0 } }, context())
  for (const [i, value] of pixels.data.entries())
    expect(Math.abs(shown.pixels.data[i]! - value)).toBeLessThan(3)
  await restarted['sketch.close']({ session: again.session }, context())
})
