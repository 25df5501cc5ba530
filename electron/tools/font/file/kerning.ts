import { Buffer, Direction, Feature, shape } from 'harfbuzzjs'
import type { Kern } from '../write/design.ts'
import { isCjk } from '../write/design.ts'
import type { FontFile } from './fontFile.ts'

/** Letters that are paired at most; a font of many scripts is kerned among the first of them. */
const MAX_LETTERS = 1000

/**
 * The kerning that a font has between letters, whatever tables it has it in: pairs are set by HarfBuzz, all of one letter with all
 * others in one line of text. In thousandths of the em.
 */
export function kerningOf(font: FontFile, characters: readonly number[]): Kern[] {
  const letters = characters
    .filter((character) => !isCjk(character) && font.drawn(character))
    .slice(0, MAX_LETTERS)
  const glyphs = letters.map((letter) => font.glyphOf(letter))
  const scale = 1000 / font.unitsPerEm
  const features = ['liga', 'clig', 'calt', 'ccmp', 'locl', 'rlig'].map((tag) => new Feature(tag, 0))
  const kerns: Kern[] = []
  for (const [at, left] of letters.entries()) {
    const buffer = new Buffer()
    buffer.addCodePoints(letters.flatMap((right) => [left, right]))
    buffer.setDirection(Direction.LTR)
    buffer.guessSegmentProperties()
    shape(font.shaper, buffer, features)
    const places = buffer.getGlyphPositions()
    // A font that joins or turns letters in spite of all is not told by this.
    if (places.length !== 2 * letters.length) continue
    const nominal = font.shaper.glyphHAdvance(glyphs[at]!)
    for (const [k, right] of letters.entries()) {
      const value = Math.round((places[2 * k]!.xAdvance - nominal) * scale)
      if (value !== 0) kerns.push({ left, right, value })
    }
  }
  return kerns
}

/** The glyph that a character has in vertical text, or 0 where it is the usual one. */
export function verticalForm(font: FontFile, character: number): number {
  const buffer = new Buffer()
  buffer.addCodePoints([character])
  buffer.setDirection(Direction.TTB)
  buffer.guessSegmentProperties()
  shape(font.shaper, buffer)
  const glyphs = buffer.getGlyphInfos()
  const [form] = glyphs
  return glyphs.length === 1 && form!.codepoint !== font.glyphOf(character) ? form!.codepoint : 0
}
