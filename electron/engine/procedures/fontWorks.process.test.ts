import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FontPlan, FontWork } from '../../contract/tools/fontWorks.ts'
import { outlineOf } from '../../tools/font/outline/path.ts'
import { bar, curveBox, openFont, smallDesign, writeTrueType } from '../font/font.fixture.ts'
import { Works } from '../font/works.ts'
import {
  BOLDENING_LETTERS,
  BOLDENING_MODEL,
  boldeningLettersOf,
  boldeningManifestOf,
  boldeningNetwork,
  installModel,
} from '../models/model.fixture.ts'
import { context } from './context.fixture.ts'
import { fontPlaces } from './fontPlaces.fixture.ts'
import { createFontWorkHandlers } from './fontWorks.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-works-'))
const at = (...names: string[]) => join(folder, ...names)
const places = fontPlaces(at)
/** As a new engine has them. */
const open = () => createFontWorkHandlers(new Works(at('fonts'), places), places)
const code = (character: string) => character.codePointAt(0)!

/** Thousandths of the em by which the bold style's strokes are thicker: a pixel of a field on both sides. */
const GROWTH = (2 * 1125) / 128
const plain = { kind: 'model' as const, model: BOLDENING_MODEL, mixture: { plain: 1 } }
const boldLetters = { kind: 'model' as const, model: BOLDENING_LETTERS, mixture: { bold: 1 } }
const handlers = open()
let work: FontWork
const plan = (change: Partial<FontPlan> = {}): FontPlan => ({
  ...work.plan,
  styles: { ...work.plan.styles, han: plain },
  characters: { sets: [], text: 'HoV一口。龍' },
  ...change,
})

beforeAll(async () => {
  const source = smallDesign()
  const license = 'This Font Software is licensed under the SIL Open Font License, Version 1.1.'
  const names = {
    ...source.names,
    license,
    copyright: 'Copyright 2020 A. Nother, with Reserved Font Name "Small"',
  }
  const quote = { character: code('“'), outline: [bar(600, 600, 700, 800)], advance: 1000 }
  await writeFile(at('small.ttf'), writeTrueType({ ...source, names, glyphs: [...source.glyphs, quote] }))
  await mkdir(at('models'), { recursive: true })
  const network = boldeningNetwork()
  await installModel(at('models'), network, boldeningManifestOf(network), BOLDENING_MODEL)
  await installModel(at('models'), network, boldeningLettersOf(network), BOLDENING_LETTERS)
  work = await handlers['fonts.create']({ file: { path: at('small.ttf') }, face: 0 }, context())
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a source says what it is, and its copy outlives it', async () => {
  expect(work.source).toMatchObject({ family: 'Small Test', open: true, embedding: 'installable' })
  expect(work.source.reserved).toContain('Small')
  await rm(at('small.ttf'))
  const { works } = await open()['fonts.list']({}, context())
  expect(works.map(({ name }) => name)).toEqual([work.name])
  await expect(
    handlers['fonts.create']({ file: { name: 'no.ttf', bytes: new Uint8Array(64) }, face: 0 }, context()),
  ).rejects.toThrow('no.ttf is no font that Ganvas reads.')
})

test('a proof is laid out, shown as fields, and traced', async () => {
  const input = { name: work.name, plan: plan() }
  const { lines } = await handlers['fonts.lay']({ ...input, text: '一H\n口', vertical: false }, context())
  expect(lines.map(({ result }) => result.map(({ character }) => character))).toEqual([
    [code('一'), code('H')],
    [code('口')],
  ])
  const wanted = [code('一'), code('H')].map((character) => ({ character, form: false }))
  const { fields } = await handlers['fonts.fields']({ ...input, glyphs: wanted }, context())
  expect(fields).toHaveLength(2)
  const { glyphs } = await handlers['fonts.outlines'](
    { ...input, characters: [code('一'), code('H')] },
    context(),
  )
  const origins = Object.fromEntries(glyphs.map(({ character, origin }) => [character, origin]))
  expect(origins).toEqual({ [code('一')]: 'style', [code('H')]: 'source' })
})

test('what was made stays made when the engine begins anew, and what is changed is made anew', async () => {
  await handlers['fonts.change']({ name: work.name, plan: plan() }, context())
  const told = context()
  expect(await handlers['fonts.generate']({ name: work.name }, told)).toEqual({ made: 6, flagged: 0 })
  expect(told.events.at(-1)).toMatchObject({ kind: 'progress', step: 6, total: 6 })
  const later = open()
  const states = async () => (await later['fonts.glyphs']({ name: work.name }, context())).glyphs
  expect((await states()).map(({ state }) => state).sort()).toEqual(['lacking', ...new Array(6).fill('made')])
  const shape = { ...work.plan.shape, weight: 10 }
  await later['fonts.change']({ name: work.name, plan: plan({ shape }) }, context())
  expect((await states()).filter(({ state }) => state === 'open')).toHaveLength(6)
  await later['fonts.change']({ name: work.name, plan: plan() }, context())
  expect((await states()).filter(({ state }) => state === 'made')).toHaveLength(6)
})

test('a glyph is redrawn in another style, taken from a picture, and given back', async () => {
  const redo = (way: Parameters<(typeof handlers)['fonts.redo']>[0]['way']) =>
    handlers['fonts.redo']({ name: work.name, character: code('口'), way }, context())
  const bold = await redo({ kind: 'mixture', mixture: { bold: 1 } })
  expect(bold).toMatchObject({ origin: 'style', faults: expect.arrayContaining(['unlike']) })
  expect((await redo({ kind: 'accept' })).faults).toEqual([])
  const black = { width: 64, height: 64, channels: 1 as const, data: new Uint8Array(64 * 64).fill(255) }
  await expect(redo({ kind: 'picture', picture: black })).rejects.toThrow('Nothing in the picture is dark')
  // A square of the middle half.
  const drawn = black.data.map((white, k) =>
    k % 64 >= 16 && k % 64 < 48 && k / 64 >= 16 && k / 64 < 48 ? 0 : white,
  )
  expect(await redo({ kind: 'picture', picture: { ...black, data: drawn } })).toMatchObject({
    origin: 'drawn',
  })
  const { glyphs } = await open()['fonts.glyphs']({ name: work.name }, context())
  expect(glyphs.find(({ character }) => character === code('口'))).toMatchObject({
    origin: 'drawn',
    state: 'made',
    own: true,
  })
})

test('the font that is written holds what was drawn, under a name that the licence leaves free', async () => {
  const named = (family: string) => plan({ said: { ...work.plan.said, family, holder: 'Me' } })
  await handlers['fonts.change']({ name: work.name, plan: named('Small Two') }, context())
  const { problem } = await handlers['fonts.checkNames']({ name: work.name }, context())
  expect(problem).toMatchObject({ key: 'errors:fonts.reservedName' })
  const input = { name: work.name, format: 'ttf' as const, permitted: false }
  const target = { path: at('out.ttf'), overwrite: false }
  await expect(handlers['fonts.export']({ ...input, target }, context())).rejects.toThrow('"Small"')
  await handlers['fonts.change']({ name: work.name, plan: named('Other') }, context())
  const written = await handlers['fonts.export']({ ...input, target }, context())
  expect(written).toMatchObject({ glyphs: 6, missing: 1 })
  const font = await openFont(new Uint8Array(await readFile(at('out.ttf'))), 'out.ttf')
  const { left, right } = curveBox(font.drawn(code('口'))!)!
  expect(right - left).toBeCloseTo(1125 / 2, -1)
  expect(font.names.find(({ id }) => id === 0)?.value).toMatch(
    /^Copyright 2020 A\. Nother.*\nCopyright \d{4} Me$/,
  )
  const { bytes } = await handlers['fonts.export'](
    { ...input, format: 'ufo', target: { bytes: true } },
    context(),
  )
  expect(Object.keys(unzipSync(bytes!))).toContain('font.ufo/metainfo.plist')
})

test('letters have a style of their own, and marks as wide as the em are the source’s', async () => {
  const both = plan({
    styles: { han: plain, latin: boldLetters },
    characters: { sets: [], text: 'H“一' },
  })
  const outlinesBy = async (by: FontPlan) => {
    const input = { name: work.name, plan: by, characters: [...'H“一'].map(code) }
    const { glyphs } = await handlers['fonts.outlines'](input, context())
    return new Map(
      glyphs.map(({ character, origin, path, advance }) => {
        const { left, right, top, bottom } = curveBox(outlineOf(path))!
        return [
          String.fromCodePoint(character),
          { origin, advance, width: right - left, height: top - bottom },
        ]
      }),
    )
  }
  const [styled, source] = [
    await outlinesBy(both),
    await outlinesBy(plan({ styles: { han: { kind: 'source' }, latin: { kind: 'source' } } })),
  ]
  const grown = (character: string, of: 'width' | 'height' | 'advance') =>
    styled.get(character)![of] - source.get(character)![of]
  expect([...'H“一'].map((each) => styled.get(each)!.origin)).toEqual(['style', 'source', 'style'])
  // A pixel of a field of letters on both sides; their side bearings stay.
  expect(grown('H', 'width')).toBeCloseTo((2 * 1500) / 128, -1)
  expect(grown('H', 'advance')).toBeCloseTo((2 * 1500) / 128, -1)
  expect(grown('一', 'height')).toBeCloseTo(0, 0)
  expect(grown('“', 'width')).toBeCloseTo(0, 5)
  await handlers['fonts.change']({ name: work.name, plan: both }, context())
  const { glyphs } = await handlers['fonts.glyphs']({ name: work.name }, context())
  expect(glyphs.map(({ script }) => script)).toEqual(['latin', 'latin', 'han'])
  await handlers['fonts.change']({ name: work.name, plan: plan() }, context())
})

test('a font that was kept when there was one style opens with it', async () => {
  const path = join(at('fonts'), work.name, 'work.json')
  const kept = JSON.parse(await readFile(path, 'utf8'))
  const { styles, ...before } = kept.plan
  await writeFile(path, JSON.stringify({ ...kept, version: 1, plan: { ...before, style: styles.han } }))
  const { works } = await open()['fonts.list']({}, context())
  expect(works[0]).toMatchObject({
    name: work.name,
    plan: { styles: { han: plain, latin: { kind: 'source' } } },
  })
  await writeFile(path, JSON.stringify(kept))
})

test('a specimen is written as PDF and as a picture', async () => {
  const specimen = (format: 'pdf' | 'png') =>
    handlers['fonts.specimen']({ name: work.name, format, target: { bytes: true } }, context())
  const pdf = Buffer.from((await specimen('pdf')).bytes!)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const png = Buffer.from((await specimen('png')).bytes!)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
})

test('a style thickens Han glyphs by what it says, and a cancelled making keeps what it has', async () => {
  const bold = plan({ styles: { ...work.plan.styles, han: { ...plain, mixture: { bold: 1 } } } })
  const { glyphs } = await handlers['fonts.outlines'](
    { name: work.name, plan: bold, characters: [code('一')] },
    context(),
  )
  const heights = [...glyphs[0]!.path.matchAll(/(-?[\d.]+) (-?[\d.]+)(?=[A-Z])/g)].map(([, , y]) => Number(y))
  expect(Math.max(...heights) - Math.min(...heights)).toBeCloseTo(80 + GROWTH, 0)
  const cancelled = context()
  cancelled.controller.abort()
  await handlers['fonts.change']({ name: work.name, plan: bold }, context())
  await expect(handlers['fonts.generate']({ name: work.name }, cancelled)).rejects.toThrow()
})

test('a font is deleted with all that is of it', async () => {
  await handlers['fonts.delete']({ name: work.name }, context())
  expect((await handlers['fonts.list']({}, context())).works).toEqual([])
})
