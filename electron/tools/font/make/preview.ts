import type { GlyphField } from '../../../contract/tools/fontWorks.ts'
import type { FontFile } from '../file/fontFile.ts'
import { verticalForm } from '../file/kerning.ts'
import { EM_TOP, type PlacedGlyph, shapedLine } from '../file/shaping.ts'
import type { Mixture } from '../styles.ts'
import { isSpace } from '../write/design.ts'
import { isSquare, shapedField } from './drawGlyph.ts'
import type { Stylist } from './drawInStyle.ts'
import { advanceOf, mapOf, moved, type Shape, thickened } from './shape.ts'

/** What a byte of a {@link GlyphField} counts: 32 a pixel, so that four pixels on either side of the border are told apart. */
const STEPS = 32

/**
 * A glyph of a new font as a field, without its round corners, which belong to outlines. Null for one without ink.
 *
 * @param wanted `form`: its form for vertical text
 */
export async function previewField(
  font: FontFile,
  wanted: { character: number; form: boolean; mixture: Mixture | null },
  shape: Shape,
  stylist: Stylist | undefined,
): Promise<GlyphField | null> {
  const { character, form, mixture } = wanted
  const usual = font.glyphOf(character)
  if (usual === 0) return null
  const glyph = (form && verticalForm(font, character)) || usual
  const outline = font.outline(glyph)
  if (outline.length === 0) return null
  const styled = stylist && mixture ? await stylist.redraw(glyph, mixture) : null
  const advance = styled?.advance ?? font.advance(usual)
  const square = styled ? stylist!.script === 'han' : isSquare(character, advance)
  const { frame, side, data } = styled
    ? thickened(styled.field, shape)
    : shapedField(moved(outline, shape, advance, square), shape)
  const { xx, xy, yy, dx, dy } = styled
    ? mapOf(shape, advance, square)
    : { xx: 1, xy: 0, yy: 1, dx: 0, dy: 0 }
  return {
    character,
    form,
    ...frame,
    side,
    data: Uint8Array.from(data, (d) => Math.max(0, Math.min(255, Math.round(128 + STEPS * d)))),
    map: { xx, xy, yy, dx, dy },
  }
}

/**
 * A line of text in the source, and in a new font of its characters: with that one's advances, kerns and vertical forms.
 *
 * @param styled advances of characters that are redrawn in a style, before they are given their shape
 */
export function laidLine(
  font: FontFile,
  line: string,
  vertical: boolean,
  shape: Shape,
  styled: ReadonlyMap<number, number> = new Map(),
): { source: PlacedGlyph[]; result: PlacedGlyph[] } {
  const result = shapedLine(font, line, { vertical, separate: true }).map((placed) => {
    const { character, turned } = placed
    const own = font.advance(font.glyphOf(character))
    const square = isSquare(character, own)
    const advance = advanceOf(shape, styled.get(character) ?? own, square, isSpace(character))
    if (vertical && !turned) return { ...placed, x: -advance / 2, y: -EM_TOP, advance: 1000 }
    const kern = (placed.advance - own) * shape.width
    return { ...placed, x: placed.x * shape.width, advance: advance + kern }
  })
  return { source: shapedLine(font, line, { vertical, separate: false }), result }
}
