import { beforeAll, describe, expect, test } from 'vitest'
import { type FontFile, openFont } from '../file/fontFile.ts'
import { compareOutlines } from '../outline/compare.ts'
import type { DrawnPicture } from '../picture.ts'
import { drawn, smallDesign } from '../write/design.fixture.ts'
import { writeTrueType } from '../write/writeFont.ts'
import { BITS, modulesOf, numberOf } from './code.ts'
import { readSheet, type Sheet, type SheetSource } from './readSheet.ts'
import {
  byHand,
  centred,
  inTheMiddle,
  photographed,
  plainPage,
  scannedPage,
  written,
} from './sheet.fixture.ts'
import { CELLS } from './template.ts'
import { type Print, templatePages } from './templatePages.ts'

const characters = Object.keys(drawn).map((each) => each.codePointAt(0)!)
let font: FontFile
let source: SheetSource
let page: Print[]
let scan: DrawnPicture

beforeAll(async () => {
  font = await openFont(writeTrueType(smallDesign()), 'small.ttf')
  source = { drawn: font.drawn, advanceOf: (character) => font.advance(font.glyphOf(character)) }
  ;[page = []] = templatePages(characters, font)
  const glyphs = characters.map((character, cell) => ({
    cell,
    outline: byHand(font.drawn(character)!),
    advance: Math.min(1000, font.advance(font.glyphOf(character))),
  }))
  scan = await scannedPage(written(page, glyphs))
})

const read = (picture: DrawnPicture, text?: string) =>
  readSheet(picture, {
    name: 'sheet.png',
    source,
    ...(text !== undefined && { characters: [...text].map((each) => each.codePointAt(0)!) }),
  })

/** How near what was read comes to what was written. */
function expectWritten({ cells }: Sheet, iou: number): void {
  expect(cells.map(({ character }) => character)).toEqual(characters)
  for (const { character, outline, state } of cells) {
    const said = String.fromCodePoint(character!)
    expect(state, said).toBe('drawn')
    expect(compareOutlines(outline, byHand(font.drawn(character!)!)).iou, said).toBeGreaterThan(iou)
  }
}

test('numbers of a template survive, and one wrong module or none at all is noticed', () => {
  for (const value of [0, 1, 0x4e00, 0x10ffff, 2 ** 21 - 1]) {
    const modules = modulesOf(value)
    expect(numberOf(modules)).toBe(value)
    for (let k = 0; k < BITS; k++)
      expect(numberOf(modules.map((black, at) => black !== (at === k)))).toBeNull()
  }
  for (const all of [true, false]) expect(numberOf(new Array(BITS).fill(all))).toBeNull()
})

test('a template has a cell for each character that has ink, on as many pages as it takes', () => {
  const many = Array.from({ length: CELLS + 1 }, (_, k) => 0x4e00 + k)
  expect(templatePages([0x20, ...many, 0x4e00], font)).toHaveLength(2)
  expect(() => templatePages([0x20, 0x3000], font)).toThrow('no character to print a cell for')
})

describe('a printed template', () => {
  test('scanned, gives every glyph at its place in the em', () => {
    const sheet = read(scan)
    expect(sheet).toMatchObject({ kind: 'template', number: { page: 1, pages: 1 }, turned: 0 })
    expectWritten(sheet, 0.93)
  })

  test.each([
    ['turned a little and aslant, unevenly lit', { turn: 7, aslant: 0.15, dimmest: 0.45 }, 0],
    ['on its side', { turn: 93, aslant: 0.08 }, 90],
    ['upside down', { turn: 184, aslant: 0.1, dimmest: 0.6 }, 180],
  ] as const)('photographed %s, it is straightened', (_, view, turned) => {
    const sheet = read(photographed(scan, view))
    expect(sheet).toMatchObject({ kind: 'template', turned })
    expectWritten(sheet, 0.93)
  })

  test('with a corner torn off and its cells, gives the others and names those', async () => {
    const full = Array.from({ length: CELLS }, (_, k) => 0x4e00 + k)
    const [all = []] = templatePages(full, font)
    const outline = byHand(font.drawn(0x53e3)!)
    const ink = written(
      all,
      full.map((_, cell) => ({ cell, outline, advance: 1000 })),
    )
    const torn = read(photographed(await scannedPage(ink), { turn: 3, torn: 0.86 }))
    expect(torn.cells.slice(0, 36).map(({ character }) => character)).toEqual(full.slice(0, 36))
    expect(torn.cells.slice(0, 36).every(({ state }) => state === 'drawn')).toBe(true)
    expect(compareOutlines(torn.cells[0]!.outline, outline).iou).toBeGreaterThan(0.93)
    expect(torn.cells.at(-1)!.state).toBe('torn')
  })

  test('seen in part alone, says what is missing', () => {
    const rows = Math.floor(scan.height * 0.2)
    const upper = { ...scan, height: rows, data: scan.data.subarray(0, rows * scan.width) }
    expect(() => read(upper)).toThrow('sheet.png shows no printed template')
  })

  test('with cells that nobody wrote in, names their characters', async () => {
    const [first, ...others] = characters.map((character, cell) => ({
      cell,
      outline: byHand(font.drawn(character)!),
      advance: Math.min(1000, font.advance(font.glyphOf(character))),
    }))
    expect(read(scan).undrawn).toEqual([])
    const partly = await scannedPage(written(page, others.slice(1)))
    expect(read(partly).undrawn).toEqual(characters.slice(0, 2))
    const one = await scannedPage(written(page, [first!]))
    expect(read(one, 'AB').undrawn).toEqual(['B'.codePointAt(0)])
  })

  test('without anything written, says so', async () => {
    const empty = await scannedPage(page)
    expect(() => read(empty)).toThrow('sheet.png shows no glyph')
  })

  test('whose page number is spoiled, says what to do, and is read by its characters', async () => {
    const spoiled = [...page, { kind: 'box', left: 60, top: 11, width: 30, height: 6, grey: 1 } as const]
    const picture = await scannedPage(spoiled)
    expect(() => read(picture)).toThrow('its page number cannot be read')
  })

  test('whose characters are said anew, gives those', () => {
    const { cells } = read(scan, 'BCDEFGHIJK')
    expect(String.fromCodePoint(...cells.map(({ character }) => character!))).toBe('BCDEFGHIJK')
  })
})

describe('a sheet without marks', () => {
  const text = 'AHVox一口あ𠀀'
  // Nobody writes letters to the left in their cells.
  const glyphs = [...text].map((each) => inTheMiddle(byHand(drawn[each]!.outline)))
  const expectText = ({ cells }: Sheet, iou: number) => {
    const inked = cells.filter(({ state }) => state !== 'empty')
    expect(String.fromCodePoint(...inked.map(({ character }) => character!))).toBe(text)
    for (const { character, outline } of inked) {
      const said = String.fromCodePoint(character!)
      expect(
        compareOutlines(centred(outline), centred(byHand(drawn[said]!.outline))).iou,
        said,
      ).toBeGreaterThan(iou)
    }
  }

  test.each([
    ['as it lies', {}, 0],
    ['turned and aslant', { turn: 8, aslant: 0.12, dimmest: 0.6 }, 0],
    ['upside down', { turn: 178 }, 180],
  ] as const)(
    'with ruled cells, %s, gives glyphs in the order of reading, empty cells left out',
    async (_, view, turned) => {
      const page = plainPage([...glyphs.slice(0, 4), null, ...glyphs.slice(4)], 4, true)
      const sheet = read(photographed(await scannedPage(page), view), text)
      expect(sheet).toMatchObject({ kind: 'ruled', turned })
      expect(sheet.cells).toHaveLength(12)
      expectText(sheet, 0.85)
    },
  )

  test.each([
    ['as it lies', { desk: 250 }, 0],
    ['turned and aslant on a desk', { turn: 5, aslant: 0.12, dimmest: 0.6 }, 0],
    ['upside down', { turn: 183 }, 180],
  ] as const)('on plain paper, %s, gives glyphs in the order of reading', async (_, view, turned) => {
    const sheet = read(photographed(await scannedPage(plainPage(glyphs, 3, false)), view), text)
    expect(sheet).toMatchObject({ kind: 'loose', turned })
    // The corners of a page are found to some pixels alone: strokes come to lie a little aslant.
    expectText(sheet, 0.6)
  })
})

test('a picture of nothing is no sheet, with characters or without', () => {
  const white = { width: 400, height: 500, channels: 1 as const, data: new Uint8Array(200_000).fill(250) }
  expect(() => read(white)).toThrow('sheet.png shows no printed template')
  expect(() => read(white, 'AH')).toThrow('sheet.png shows no glyph')
})
