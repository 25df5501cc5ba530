import { expect, test } from 'vitest'
import { smallDesign } from '../write/design.fixture.ts'
import { writeTrueType } from '../write/writeFont.ts'
import { openFont } from './fontFile.ts'
import { shapedLine } from './shaping.ts'

const font = await openFont(writeTrueType(smallDesign()), 'small.ttf')
const along = { vertical: false, separate: true }
const down = { vertical: true, separate: true }

test('letters are kerned and stand for their characters', () => {
  const [a, v] = shapedLine(font, 'AV', along)
  expect(a!.character).toBe(0x41)
  expect(a!.glyph).toBe(font.glyphOf(0x41))
  expect(a!.advance).toBeLessThan(font.advance(a!.glyph))
  expect(v!.advance).toBe(font.advance(v!.glyph))
})

test('in vertical text square glyphs go down, punctuation has its own form, letters are turned', () => {
  const placed = shapedLine(font, '口。A', down)
  expect(placed.map(({ advance, form, turned }) => [advance, form, turned])).toEqual([
    [1000, false, false],
    [1000, true, false],
    [font.advance(font.glyphOf(0x41)), false, true],
  ])
  expect([placed[0]!.x, placed[0]!.y]).toEqual([-500, -880])
})

test('a character that the font lacks has no glyph', () => {
  expect(shapedLine(font, '龍', along)[0]).toMatchObject({ character: 0x9f8d, glyph: 0 })
})
