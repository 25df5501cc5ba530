import { expect, test } from 'vitest'
import { openFont } from '../file/fontFile.ts'
import { topologyOf } from '../judge/topology.ts'
import { compareOutlines } from '../outline/compare.ts'
import { smallDesign } from '../write/design.fixture.ts'
import { writeTrueType } from '../write/writeFont.ts'
import { byPhone, inkOfPen, penned } from './hand.fixture.ts'
import { readSheet } from './readSheet.ts'
import { scannedPage, written } from './sheet.fixture.ts'
import { templatePages } from './templatePages.ts'

test('what is written with a brush pen on a printed template comes back from a photo of a telephone', async () => {
  const characters = Object.keys(penned).map((each) => each.codePointAt(0)!)
  const hands = characters.map((character, k) => inkOfPen(penned[String.fromCodePoint(character)]!, k))
  const glyphs = characters.map((character, k) => ({ character, outline: hands[k]!, advance: 1000 }))
  const bytes = writeTrueType(smallDesign({ glyphs, kerning: [] }))
  const [page = []] = templatePages(characters, await openFont(bytes, 'source.ttf'))
  const ink = hands.map((outline, cell) => ({ cell, outline, advance: 1000 }))
  const photo = await byPhone(await scannedPage(written(page, ink, 0.25), 200))

  const sheet = readSheet(photo, { name: 'photo.jpg' })
  expect(sheet).toMatchObject({ kind: 'template', number: { page: 1, pages: 1 }, undrawn: [] })
  expect(sheet.cells.map(({ character }) => character)).toEqual(characters)
  for (const [k, { outline, state, character }] of sheet.cells.entries()) {
    const said = String.fromCodePoint(character!)
    expect(state, said).toBe('drawn')
    expect(compareOutlines(outline, hands[k]!).iou, said).toBeGreaterThan(0.9)
    expect(topologyOf(outline), said).toEqual(topologyOf(hands[k]!))
  }
})
