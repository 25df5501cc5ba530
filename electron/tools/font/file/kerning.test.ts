import { expect, test } from 'vitest'
import { drawn, smallDesign } from '../write/design.fixture.ts'
import { writeOpenType } from '../write/writeFont.ts'
import { openFont } from './fontFile.ts'
import { kerningOf, verticalForm } from './kerning.ts'

const font = await openFont(writeOpenType(smallDesign()), 'small')
const characters = Object.keys(drawn).map((character) => character.codePointAt(0)!)

test('the kerns of a font are read as they were written, between letters that are asked for', () => {
  expect(kerningOf(font, characters)).toEqual([
    { left: 0x41, right: 0x56, value: -90 },
    { left: 0x56, right: 0x41, value: -80 },
  ])
  expect(kerningOf(font, [0x41])).toEqual([])
})

test('forms of vertical text are found, and are none where the usual one serves', () => {
  expect(verticalForm(font, 0x3002)).toBe(font.glyphCount - 1)
  expect(verticalForm(font, 0x53e3)).toBe(0)
})
