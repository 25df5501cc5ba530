import { type Field, renderField } from '../field.ts'
import type { FontFile } from '../file/fontFile.ts'
import { verticalForm } from '../file/kerning.ts'
import type { Outline } from '../outline/outline.ts'
import { traceField } from '../trace/trace.ts'
import { type DesignedGlyph, isCjk, isSpace } from '../write/design.ts'
import { withRoundCorners } from './roundCorners.ts'
import { advanceOf, frameFor, moved, type Shape, thickened } from './shape.ts'

/** Whether a glyph keeps its cell whatever its shape: of Han, kana and the like, and all that is as wide as the em. */
export const isSquare = (character: number, advance: number): boolean => isCjk(character) || advance === 1000

/**
 * A character of a new font from its source's outline: as a field, with the shape that is asked for, and traced again, so that
 * contours that overlap become one. Null where the source has no such character, or an empty glyph for one that has ink.
 */
export function drawGlyph(font: FontFile, character: number, shape: Shape): DesignedGlyph | null {
  const glyph = font.glyphOf(character)
  if (glyph === 0) return null
  const [outline, advance] = [font.outline(glyph), font.advance(glyph)]
  if (outline.length === 0 && !isSpace(character)) return null
  const square = isSquare(character, advance)
  const redrawn = (drawn: Outline) => redraw(moved(drawn, shape, advance, square), shape)
  const form = square ? verticalForm(font, character) : 0
  const vertical = form === 0 ? [] : redrawn(font.outline(form))
  const made = redrawn(outline)
  // Strokes that became thinner than nothing.
  if (outline.length > 0 && made.length === 0) return null
  return {
    character,
    outline: made,
    advance: advanceOf(shape, advance, square, isSpace(character)),
    ...(vertical.length > 0 && { vertical }),
  }
}

/** The field of an outline with the weight and the contrast of a shape. */
export function shapedField(outline: Outline, shape: Shape): Field {
  const { frame, side } = frameFor(outline, shape.weight + Math.abs(shape.contrast))
  return thickened(renderField(outline, frame, side), shape)
}

const redraw = (outline: Outline, shape: Shape): Outline =>
  outline.length === 0 ? outline : withRoundCorners(traceField(shapedField(outline, shape)), shape.roundness)
