import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TextFont, TextSettings } from '../../contract/document/index.ts'
import { bar, smallDesign, writeTrueType } from '../font/font.fixture.ts'
import { Works } from '../font/works.ts'
import { context } from './context.fixture.ts'
import { fontPlaces } from './fontPlaces.fixture.ts'
import { createFontWorkHandlers } from './fontWorks.ts'
import { createTextHandlers } from './text.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-text-'))
const at = (...names: string[]) => join(folder, ...names)
const places = fontPlaces(at)
const works = new Works(at('fonts'), places)
const fonts = createFontWorkHandlers(works, places)
const texts = createTextHandlers(at(), works)

/** A character that only a font made here has: of the last private plane. */
const OWN = '\u{10fabc}'

const text = (content: string, font: TextFont): TextSettings => ({
  content,
  font,
  size: 100,
  leading: 1.2,
  tracking: 0,
  align: 'start',
  color: '#000000',
  vertical: false,
  box: null,
})
const lay = (content: string, font: TextFont) =>
  texts['text.lay']({ text: text(content, font), language: 'en' }, context())

const small: TextFont = { family: 'Small Test', style: 'Regular' }

beforeAll(async () => {
  await texts['text.addFont']({ file: { name: 'small.ttf', bytes: writeTrueType(smallDesign()) } }, context())
  const { names } = smallDesign()
  const other = smallDesign({
    names: { ...names, family: 'Other Test', localFamilies: {} },
    glyphs: [{ character: OWN.codePointAt(0)!, outline: [bar(0, 0, 400, 700)], advance: 500 }],
    kerning: [],
  })
  const added = await texts['text.addFont'](
    { file: { name: 'other.ttf', bytes: writeTrueType(other) } },
    context(),
  )
  expect(added.fonts).toEqual([{ family: 'Other Test', style: 'Regular' }])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('fonts that were added are offered, by all of their names; what is no font is refused', async () => {
  const { families } = await texts['text.fonts']({ language: 'en' }, context())
  const found = families.find(({ family }) => family === 'Small Test')
  expect(found?.styles).toEqual(['Regular'])
  expect(found?.alsoCalled).toContain('小样')
  const noFont = { name: 'a.ttf', bytes: new TextEncoder().encode('no font at all, but long enough') }
  await expect(texts['text.addFont']({ file: noFont }, context())).rejects.toMatchObject({
    code: 'unreadable-file',
  })
})

test('a text is set in its font, by any of its names', async () => {
  const laid = await lay('AV', small)
  expect(laid).toMatchObject({ font: small, replaced: false, fallbacks: [], missing: '' })
  // The kern between the two draws the second one nearer.
  expect(laid.lines[0]!.right).toBeCloseTo(62 + 62 - 9)
  expect((await lay('AV', { family: '小样', style: 'Regular' })).outline).toBe(laid.outline)
  expect((await lay('AV', { family: 'SmallTest', style: 'Book' })).replaced).toBe(false)
})

test('another font gives what it lacks, and it is said', async () => {
  const { fallbacks, missing } = await lay(`A${OWN}`, small)
  expect(fallbacks).toEqual([{ family: 'Other Test', style: 'Regular', characters: OWN }])
  expect(missing).toBe('')
})

test('in place of a font that is not here, another one stands in', async () => {
  const { font, replaced, outline } = await lay('A', { family: 'No Such Font At All', style: 'Regular' })
  expect(replaced).toBe(true)
  expect(font).not.toBeNull()
  expect(outline).not.toBe('')
})

test('a font that is being made sets texts as it will be, until it is deleted', async () => {
  const file = { name: 'small.ttf', bytes: writeTrueType(smallDesign()) }
  const work = await fonts['fonts.create']({ file, face: 0 }, context())
  const { name } = work
  await fonts['fonts.change'](
    { name, plan: { ...work.plan, said: { ...work.plan.said, family: 'Mine' } } },
    context(),
  )
  const { families } = await texts['text.fonts']({ language: 'en' }, context())
  expect(families.find((family) => family.work === name)?.family).toBe('Mine')
  const mine: TextFont = { family: 'Mine', style: 'Regular', work: name }
  const laid = await lay('AH口', mine)
  expect(laid).toMatchObject({ font: mine, replaced: false, fallbacks: [], missing: '' })
  expect(laid.lines[0]!.cells.map(({ left }) => Math.round(left))).toEqual([0, 62, 127])
  expect(laid.ink.width).toBeGreaterThan(180)
  await fonts['fonts.delete']({ name }, context())
  const after = await lay('AH口', mine)
  expect(after.replaced).toBe(true)
})
