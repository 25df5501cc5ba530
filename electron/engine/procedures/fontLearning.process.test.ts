import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobEvent } from '../../contract/define.ts'
import type { FontWork } from '../../contract/tools/fontWorks.ts'
import { bar, writeTrueType } from '../font/font.fixture.ts'
import { hanDesign, learnableCharacters } from '../font/han.fixture.ts'
import { Works } from '../font/works.ts'
import { installModel } from '../models/model.fixture.ts'
import {
  TRAINABLE_GLYPHS,
  trainableGlyphManifest,
  trainableGlyphNetwork,
} from '../models/trainableGlyphs.fixture.ts'
import { context } from './context.fixture.ts'
import { fontPlaces } from './fontPlaces.fixture.ts'
import { createFontWorkHandlers } from './fontWorks.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-learning-'))
const at = (...names: string[]) => join(folder, ...names)
const places = fontPlaces(at)
/** As a new engine has them. */
const open = () => createFontWorkHandlers(new Works(at('fonts'), places), places)
const handlers = open()
let work: FontWork
const steps = 9

beforeAll(async () => {
  await writeFile(at('light.ttf'), writeTrueType(hanDesign(0)))
  await writeFile(at('heavy.ttf'), writeTrueType(hanDesign(14)))
  await writeFile(at('closed.ttf'), restricted(writeTrueType(hanDesign(14))))
  await mkdir(at('models'), { recursive: true })
  const network = trainableGlyphNetwork()
  await installModel(at('models'), network, trainableGlyphManifest(network), TRAINABLE_GLYPHS)
  work = await handlers['fonts.create']({ file: { path: at('light.ttf') }, face: 0 }, context())
  const plan = { ...work.plan, characters: { sets: [], text: learnableCharacters } }
  await handlers['fonts.change']({ name: work.name, plan }, context())
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** With the bit of a restricted embedding licence. */
function restricted(font: Uint8Array): Uint8Array {
  const view = new DataView(font.buffer, font.byteOffset)
  for (let table = 0; table < view.getUint16(4); table++) {
    const entry = 12 + 16 * table
    if (Buffer.from(font.subarray(entry, entry + 4)).toString() === 'OS/2')
      view.setUint16(view.getUint32(entry + 8) + 8, 2)
  }
  return font
}

const learning = () => handlers['fonts.learning']({ name: work.name, script: 'han' }, context())
const addFont = (file: string, permitted = false, count = 12) =>
  handlers['fonts.addReferences'](
    {
      name: work.name,
      from: { kind: 'font', script: 'han', file: { path: at(file) }, face: 0, count, permitted },
    },
    context(),
  )

test('glyphs to draw are named, and stay named', async () => {
  const { named, covered, references, learned } = await learning()
  // Few are wanted: 口, which is a usual character and in the font, is named too.
  expect(named).toHaveLength([...learnableCharacters].length + 1)
  expect(covered).toBeGreaterThan(0.9)
  expect([references, learned]).toEqual([[], null])
  expect((await learning()).named).toEqual(named)
})

test('nothing is learned from too few glyphs', async () => {
  await addFont('heavy.ttf', false, 3)
  const run = handlers['fonts.learn']({ name: work.name, model: TRAINABLE_GLYPHS, steps }, context())
  await expect(run).rejects.toThrow(/3 of 3 glyphs can be learned from, and a style takes 10/)
  await handlers['fonts.removeReferences']({ name: work.name }, context())
  expect((await learning()).references).toEqual([])
})

test('a font with a restricted embedding licence gives its glyphs once its maker gave leave', async () => {
  await expect(addFont('closed.ttf')).rejects.toThrow(/leave of its maker/)
  expect((await learning()).references).toEqual([])
  expect((await addFont('closed.ttf', true)).read).toHaveLength(12)
  const listed = async () => (await handlers['fonts.list']({}, context())).works[0]!.references
  expect(await listed()).toMatchObject([{ file: 'closed.ttf', embedding: 'restricted' }])
  await handlers['fonts.removeReferences']({ name: work.name }, context())
  expect(await listed()).toEqual([])
})

test('a picture is a reference of its character, and nothing dark in it is none', async () => {
  const side = 256
  const data = new Uint8Array(side * side).fill(255)
  const picture = { width: side, height: side, channels: 1 as const, data }
  const add = (character: number) =>
    handlers['fonts.addReferences'](
      { name: work.name, from: { kind: 'picture', character, picture } },
      context(),
    )
  await expect(add(0x4e00)).rejects.toThrow(/Nothing in the picture is dark/)
  for (let y = 100; y < 130; y++) data.fill(0, y * side + 30, y * side + 220)
  expect((await add(0x4e00)).read).toEqual([0x4e00])
  const { references } = await open()['fonts.learning']({ name: work.name, script: 'han' }, context())
  expect(references).toMatchObject([{ character: 0x4e00, origin: { kind: 'drawn' } }])
  await handlers['fonts.removeReferences']({ name: work.name, characters: [0x4e00] }, context())
})

test('what was cancelled goes on; a style is learned, kept as a model, and draws the font', async () => {
  await addFont('heavy.ttf', false, 20)
  const stop = new AbortController()
  const cut = handlers['fonts.learn'](
    { name: work.name, model: TRAINABLE_GLYPHS, steps },
    {
      ...context(),
      signal: stop.signal,
      emit: (event) =>
        event.kind === 'preview' || (event.kind === 'progress' && event.step > 15 && stop.abort()),
    },
  )
  await expect(cut).rejects.toThrow()
  expect(await readdir(join(at('fonts'), work.name, 'learning'))).toContain('lesson.json')

  const events: JobEvent[] = []
  const learned = await open()['fonts.learn'](
    { name: work.name, model: TRAINABLE_GLYPHS, steps },
    { ...context(), emit: (event) => events.push(event) },
  )
  expect(learned).toMatchObject({ from: TRAINABLE_GLYPHS, round: 1, references: 20 })
  expect(learned.shown).toHaveLength(5)
  expect(learned.overlapAfter).toBeGreaterThan(0.85)
  expect(events.filter(({ kind }) => kind === 'preview').length).toBeGreaterThan(0)
  expect(events.at(-1)).toMatchObject({ kind: 'progress', step: 100, total: 100 })
  expect(await readdir(at('own', learned.model))).toEqual(
    expect.arrayContaining(['CARD.md', 'generator.onnx', 'manifest.json']),
  )
  expect(await readdir(join(at('fonts'), work.name))).not.toContain('learning')

  const again = open()
  const { styles } = await again['fonts.styles']({}, context())
  expect(styles.filter(({ model }) => model === learned.model).map(({ name }) => name)).toEqual([
    'plain',
    'bold',
    learned.style,
  ])
  const plan = {
    ...work.plan,
    characters: { sets: [], text: learnableCharacters },
    styles: {
      ...work.plan.styles,
      han: {
        kind: 'model' as const,
        model: learned.model,
        mixture: { [learned.style]: 1 },
        round: learned.round,
      },
    },
  }
  const { works } = await again['fonts.list']({}, context())
  expect(works[0]!.rounds).toEqual({ [learned.model]: 1 })
  await again['fonts.change']({ name: work.name, plan }, context())
  const character = [...learnableCharacters].at(-1)!.codePointAt(0)!
  const { glyphs } = await again['fonts.outlines'](
    { name: work.name, plan, characters: [character] },
    context(),
  )
  expect(glyphs[0]).toMatchObject({ origin: 'style' })
  expect((await again['fonts.learning']({ name: work.name, script: 'han' }, context())).learned).toEqual(
    learned,
  )
})

test('a style learned when a font had one comes back as that of its Han characters', async () => {
  const path = join(at('fonts'), work.name, 'learning.json')
  const { han } = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ version: 1, ...han }))
  const again = open()
  const of = (script: 'han' | 'latin') => again['fonts.learning']({ name: work.name, script }, context())
  expect((await of('han')).learned).toMatchObject({ round: 1 })
  const letters = await of('latin')
  expect([letters.learned, letters.references]).toEqual([null, []])
})

test('references that are all the same teach nothing', async () => {
  const second = await handlers['fonts.create']({ file: { path: at('light.ttf') }, face: 0 }, context())
  const plan = { ...second.plan, characters: { sets: [], text: learnableCharacters } }
  await handlers['fonts.change']({ name: second.name, plan }, context())
  const same = hanDesign(0)
  await writeFile(
    at('same.ttf'),
    writeTrueType({
      ...same,
      glyphs: same.glyphs.map((glyph) => ({ ...glyph, outline: [bar(100, 100, 800, 300)] })),
    }),
  )
  await handlers['fonts.addReferences'](
    {
      name: second.name,
      from: {
        kind: 'font',
        script: 'han',
        file: { path: at('same.ttf') },
        face: 0,
        count: 12,
        permitted: false,
      },
    },
    context(),
  )
  const run = handlers['fonts.learn']({ name: second.name, model: TRAINABLE_GLYPHS, steps }, context())
  await expect(run).rejects.toThrow(/all characters/)
})
