import type { FontModel } from '../../../contract/model/fontModel.ts'
import type { GlyphFault } from '../../../contract/tools/fontWorks.ts'
import type { FontFile } from '../file/fontFile.ts'
import { verticalForm } from '../file/kerning.ts'
import { judged } from '../judge/faults.ts'
import { type GlyphNetwork, type Redrawn, redrawGlyph } from '../redraw.ts'
import { type Fitted, type JudgedManner, type Mixture, mannerOf } from '../styles.ts'
import { traceField } from '../trace/trace.ts'
import { type DesignedGlyph, isSpace } from '../write/design.ts'
import { withRoundCorners } from './roundCorners.ts'
import { moved, type Shape, thickened } from './shape.ts'

/** Redrawn fields that are kept: a slider changes what is done with them, not them. */
const KEPT = 256

/** Redraws glyphs of one source in any mixture of a network's styles. */
export interface Stylist {
  manner(mixture: Mixture): JudgedManner
  redraw(glyph: number, mixture: Mixture): Promise<Redrawn>
}

/** @param name of the model, for messages */
export function createStylist(
  font: FontFile,
  model: FontModel,
  name: string,
  network: GlyphNetwork,
): Stylist {
  const fitted = new Map<string, Fitted>()
  const manners = new Map<string, JudgedManner>()
  const kept = new Map<string, Redrawn>()
  const keyOf = (mixture: Mixture) => JSON.stringify(Object.entries(mixture).sort())
  const manner = (mixture: Mixture) => {
    const key = keyOf(mixture)
    const found = manners.get(key) ?? mannerOf(model, mixture, font.drawn, name, fitted)
    manners.set(key, found)
    return found
  }
  return {
    manner,
    async redraw(glyph, mixture) {
      const key = `${glyph} ${keyOf(mixture)}`
      const redrawn = kept.get(key) ?? (await redrawGlyph(font.outline(glyph), manner(mixture), network))
      // The last one that was asked for is the last to go.
      kept.delete(key)
      kept.set(key, redrawn)
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
      return redrawn
    },
  }
}

/** A glyph, and why somebody should look at it. */
export interface StyledGlyph {
  glyph: DesignedGlyph
  faults: GlyphFault[]
}

/**
 * A Han character or a kana of a new font, redrawn in a style and then given its shape; it is judged before that. Null where the source has no such character, or an empty glyph for one that has ink, or nothing is left of it.
 */
export async function drawInStyle(
  font: FontFile,
  character: number,
  shape: Shape,
  stylist: Stylist,
  mixture: Mixture,
): Promise<StyledGlyph | null> {
  const glyph = font.glyphOf(character)
  if (glyph === 0) return null
  const advance = font.advance(glyph)
  if (font.outline(glyph).length === 0)
    return isSpace(character) ? { glyph: { character, outline: [], advance }, faults: [] } : null
  const drawn = ({ field }: Redrawn) =>
    moved(withRoundCorners(traceField(thickened(field, shape)), shape.roundness), shape, advance, true)
  const redrawn = await stylist.redraw(glyph, mixture)
  const outline = drawn(redrawn)
  if (outline.length === 0) return null
  const form = verticalForm(font, character)
  const vertical = form === 0 ? [] : drawn(await stylist.redraw(form, mixture))
  const { gate, ink } = stylist.manner(mixture)
  const faults = judged(redrawn.field, redrawn.source, gate, ink)
  return {
    glyph: {
      character,
      outline,
      advance,
      ...(vertical.length > 0 && { vertical }),
      ...(faults.length > 0 && { flagged: true }),
    },
    faults,
  }
}
