import { expect, test } from 'vitest'
import { openFont } from '../file/fontFile.ts'
import type { Outline } from '../outline/outline.ts'
import { bar, smallDesign } from '../write/design.fixture.ts'
import { writeTrueType } from '../write/writeFont.ts'
import { learnable, MIN_REFERENCES } from './learnable.ts'
import { type Reference, referencesOfFont } from './reference.ts'

const han = [...'一丁七万丈三上下不与丑专且世']
const codes = han.map((each) => each.codePointAt(0)!)
const glyph = (k: number): Outline => [bar(100, 40 + 20 * k, 900, 100 + 20 * k)]
const origin = { kind: 'drawn' } as const
const references: Reference[] = codes.map((character, k) => ({ character, outline: glyph(k), origin }))
/** Every glyph is as wide as the em. */
const source = {
  drawn: (character: number) => (codes.includes(character) ? glyph(3) : null),
  glyphOf: () => 1,
  advance: () => 1000,
}

test('glyphs of a font are read by their characters; those that it lacks are told', async () => {
  const font = await openFont(writeTrueType(smallDesign()), 'second.ttf')
  const there = font.characters.find((character) => font.drawn(character))!
  const { references, lacking } = referencesOfFont(font, [there, 0x9f98])
  expect(lacking).toEqual([0x9f98])
  expect(references).toEqual([
    {
      character: there,
      outline: font.drawn(there),
      advance: font.advance(font.glyphOf(there)),
      origin: { kind: 'font', file: 'second.ttf' },
    },
  ])
})

test('pairs are the last reference of each character that the source has; others are told apart', () => {
  const far: Outline = [bar(3000, 3000, 3050, 3050)]
  const { pairs, ...left } = learnable(
    [
      ...references,
      { character: codes[0]!, outline: glyph(9), origin },
      { character: 0x9f98, outline: glyph(0), origin },
      { character: 65, outline: glyph(0), origin },
      { character: codes[1]!, outline: far, origin },
    ],
    source,
    'han',
  )
  expect(left).toEqual({ withoutSource: [0x9f98], other: [65], empty: [codes[1]] })
  expect(pairs.map(({ character }) => character)).toEqual(codes.filter((_, k) => k !== 1))
  expect(pairs[0]).toEqual({
    character: codes[0],
    source: glyph(3),
    target: glyph(9),
    bearings: { source: 200, style: 200 },
  })
})

test('too few references are refused, with what became of the others', () => {
  const few = references.slice(0, MIN_REFERENCES - 1)
  expect(() => learnable([...few, { character: 0x9f98, outline: glyph(0), origin }], source, 'han')).toThrow(
    /9 .*10/,
  )
})

test('references that all show the same are refused', () => {
  const same = references.map((each) => ({ ...each, outline: glyph(1) }))
  expect(() => learnable(same, source, 'han')).toThrow(/same/)
})

test('letters are learned with the middle of their advances in one place, and with their side bearings', () => {
  const letters = [...'ABCDEFGHIJKL'].map((each, k) => ({
    character: each.codePointAt(0)!,
    outline: [bar(50, 0, 250 + 10 * k, 700)],
    advance: 300 + 10 * k,
    origin,
  }))
  const font = { drawn: () => [bar(100, 0, 500, 700)], glyphOf: () => 1, advance: () => 600 }
  const { pairs } = learnable([...letters, ...references], font, 'latin')
  expect(pairs).toHaveLength(12)
  expect(pairs[0]).toEqual({
    character: 65,
    source: [bar(300, 0, 700, 700)],
    target: [bar(400, 0, 600, 700)],
    bearings: { source: 200, style: 100 },
  })
})
