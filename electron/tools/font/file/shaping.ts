import { Buffer, Direction, Feature, shape } from 'harfbuzzjs'
import { isCjk } from '../write/design.ts'
import type { FontFile } from './fontFile.ts'

/** A glyph in its place in a line. Lengths are thousandths of the em. */
export interface PlacedGlyph {
  /** The character that it stands for, the first one of several. */
  character: number
  /** That one's number in the line, from 0. */
  at: number
  /** Its number in the font; 0 where the font lacks the character. */
  glyph: number
  /** From the pen to the glyph's origin, y upwards. */
  x: number
  y: number
  /** How far the pen goes on: to the right, or down in vertical text. */
  advance: number
  /** Its form for vertical text, other than the usual one. */
  form: boolean
  /** In vertical text, turned by a quarter to the right as letters are. */
  turned: boolean
}

/** The top of square glyphs, in thousandths of the em above the baseline; see `verticalTables`. */
export const EM_TOP = 880

const joining = ['liga', 'clig', 'calt', 'dlig', 'rlig']

/**
 * A line of text set by HarfBuzz: with kerns, marks and the features that are on by themselves, along or down. Down, letters are
 * turned, runs of them as a whole (Unicode's annex 50).
 *
 * @param separate every character as a glyph of its own, as in a font that maps characters and has no ligatures
 */
export function shapedLine(
  font: FontFile,
  content: string,
  { vertical, separate }: { vertical: boolean; separate: boolean },
): PlacedGlyph[] {
  const characters = [...content].map((character) => character.codePointAt(0)!)
  if (!vertical) return shapedRun(font, characters, 0, { down: false, turned: false, separate })
  const placed: PlacedGlyph[] = []
  for (let from = 0; from < characters.length; ) {
    const upright = isCjk(characters[from]!)
    let to = from + 1
    while (to < characters.length && isCjk(characters[to]!) === upright) to++
    placed.push(
      ...shapedRun(font, characters.slice(from, to), from, { down: upright, turned: !upright, separate }),
    )
    from = to
  }
  return placed
}

function shapedRun(
  font: FontFile,
  characters: readonly number[],
  start: number,
  { down, turned, separate }: { down: boolean; turned: boolean; separate: boolean },
): PlacedGlyph[] {
  const buffer = new Buffer()
  buffer.addCodePoints([...characters])
  buffer.setDirection(down ? Direction.TTB : Direction.LTR)
  buffer.guessSegmentProperties()
  shape(font.shaper, buffer, separate ? joining.map((tag) => new Feature(tag, 0)) : [])
  const places = buffer.getGlyphPositions()
  const scale = 1000 / font.unitsPerEm
  return buffer.getGlyphInfos().map(({ codepoint: glyph, cluster }, place) => {
    const { xAdvance, yAdvance, xOffset, yOffset } = places[place]!
    const character = characters[cluster]!
    const wide = font.shaper.glyphHAdvance(glyph)
    return {
      character,
      at: start + cluster,
      glyph,
      // Down, glyphs hang by the middle of the em's top: this build of HarfBuzz hangs them by the ascender.
      x: (down ? -wide / 2 : xOffset) * scale,
      y: down ? -EM_TOP : yOffset * scale,
      advance: (down ? -yAdvance : xAdvance) * scale,
      form: down && glyph !== 0 && glyph !== font.glyphOf(character),
      turned,
    }
  })
}
