import type { FontFile } from '../file/fontFile.ts'
import { verticalForm } from '../file/kerning.ts'
import { type Gate, likenessOf, passes } from '../judge/structure.ts'
import type { Outline } from '../outline/outline.ts'
import { type GlyphNetwork, type Manner, redrawGlyph } from '../redraw.ts'
import { traceField } from '../trace/trace.ts'
import { type DesignedGlyph, isSpace } from '../write/design.ts'
import { withRoundCorners } from './roundCorners.ts'
import { moved, type Shape, weighted } from './shape.ts'

/** A network, and the style that it draws in. */
export interface InStyle {
  network: GlyphNetwork
  manner: Manner & { gate: Gate }
}

/**
 * A Han character or a kana of a new font, redrawn in a style and then given its shape. It is flagged where it does not reach the
 * style's gate. Null where the source has no such character, or an empty glyph for one that has ink, or nothing is left of it.
 */
export async function drawInStyle(
  font: FontFile,
  character: number,
  shape: Shape,
  { network, manner }: InStyle,
): Promise<DesignedGlyph | null> {
  const glyph = font.glyphOf(character)
  if (glyph === 0) return null
  const advance = font.advance(glyph)
  const source = font.outline(glyph)
  if (source.length === 0) return isSpace(character) ? { character, outline: [], advance } : null
  const draw = async (outline: Outline) => {
    const redrawn = await redrawGlyph(outline, manner, network)
    const traced = withRoundCorners(traceField(weighted(redrawn.field, shape.weight)), shape.roundness)
    return { ...redrawn, outline: moved(traced, shape, advance, true) }
  }
  const { field, source: shown, outline } = await draw(source)
  if (outline.length === 0) return null
  const form = verticalForm(font, character)
  const vertical = form === 0 ? [] : (await draw(font.outline(form))).outline
  return {
    character,
    outline,
    advance,
    ...(vertical.length > 0 && { vertical }),
    ...(!passes(likenessOf(field, shown), manner.gate) && { flagged: true }),
  }
}
