import type { FontModel } from '../../../contract/model/fontModel.ts'
import type { GlyphFault } from '../../../contract/tools/fontWorks.ts'
import { type Alignment, affineOf } from '../align.ts'
import { bearingsOf, letterAdvance } from '../bearings.ts'
import type { FontFile } from '../file/fontFile.ts'
import { verticalForm } from '../file/kerning.ts'
import { judged } from '../judge/faults.ts'
import { type GlyphNetwork, type Redrawn, redrawGlyph } from '../redraw.ts'
import { isKana, LETTER_MIDDLE, placed, type Script } from '../script.ts'
import { type Fitted, type JudgedManner, type Mixture, mannerOf } from '../styles.ts'
import { ofNetwork, traceField } from '../trace/trace.ts'
import { type DesignedGlyph, isSpace } from '../write/design.ts'
import { withRoundCorners } from './roundCorners.ts'
import { advanceOf, moved, type Shape, thickened } from './shape.ts'

/** The cell of a square glyph. */
const CELL = { left: 0, bottom: -120, size: 1000 }
/** Redrawn fields that are kept: a slider changes what is done with them, not them. */
const KEPT = 256

/** A redrawn glyph where it stands in its cell. */
export interface StyledField extends Redrawn {
  /** Thousandths of the em. */
  advance: number
}

/** Redraws glyphs of one source in any mixture of a network's styles. */
export interface Stylist {
  script: Script
  /** Characters that the model knows its styles by. */
  shownBy: string
  manner(mixture: Mixture): JudgedManner
  redraw(glyph: number, mixture: Mixture): Promise<StyledField>
  /** The advance that a character has in a mixture. */
  advance(character: number, mixture: Mixture): Promise<number>
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
  const kept = new Map<string, StyledField>()
  const keyOf = (mixture: Mixture) => JSON.stringify(Object.entries(mixture).sort())
  const { script } = model
  const outlineOf = (glyph: number) => placed(font.outline(glyph), font.advance(glyph), script)
  const drawn = (character: number) => (font.drawn(character) ? outlineOf(font.glyphOf(character)) : null)
  const manner = (mixture: Mixture) => {
    const key = keyOf(mixture)
    const found = manners.get(key) ?? mannerOf(model, mixture, drawn, name, fitted)
    manners.set(key, found)
    return found
  }
  const redraw = async (glyph: number, mixture: Mixture): Promise<StyledField> => {
    const way = manner(mixture)
    const redrawn = await redrawGlyph(outlineOf(glyph), way, network)
    const standingAt = (left: number, advance: number): StyledField => {
      const standing = (field: Redrawn['field']) => ({ ...field, frame: { ...field.frame, left } })
      return { field: standing(redrawn.field), source: standing(redrawn.source), advance }
    }
    const { left } = redrawn.field.frame
    if (script === 'han') return standingAt(left + spareOf(way.alignment), font.advance(glyph))
    const bearings = bearingsOf(font.outline(glyph), font.advance(glyph)) * way.alignment.scaleX
    const advance = letterAdvance(traceField(redrawn.field, ofNetwork), bearings, way.bearings)
    return standingAt(left + advance / 2 - LETTER_MIDDLE, advance)
  }
  const remembered = async (glyph: number, mixture: Mixture): Promise<StyledField> => {
    const key = `${glyph} ${keyOf(mixture)}`
    const found = kept.get(key) ?? (await redraw(glyph, mixture))
    // The last one that was asked for is the last to go.
    kept.delete(key)
    kept.set(key, found)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return found
  }
  return {
    script,
    shownBy: model.references.characters,
    manner,
    redraw: remembered,
    async advance(character, mixture) {
      const glyph = font.glyphOf(character)
      // Square glyphs keep their cell: nothing has to be drawn to know it.
      if (script === 'han') return font.advance(glyph)
      if (font.outline(glyph).length > 0) return (await remembered(glyph, mixture)).advance
      return font.advance(glyph) * manner(mixture).bearings.space
    },
  }
}

/**
 * How far to the right a style's square glyphs move to stand in the middles of the source's cells, which they keep: styles of
 * narrow cells have their own farther to the left.
 */
function spareOf(alignment: Alignment): number {
  const { xx, xy, dx } = affineOf(alignment)
  const { left, bottom, size } = CELL
  const [x, y] = [left + size / 2, bottom + size / 2]
  return x - (xx * x + xy * y + dx)
}

/** A glyph, and why somebody should look at it. */
export interface StyledGlyph {
  glyph: DesignedGlyph
  faults: GlyphFault[]
}

/**
 * A character of a new font, redrawn in a style and then given its shape; it is judged before that. Null where the source has no
 * such character, or an empty glyph for one that has ink, or nothing is left of it.
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
  const square = stylist.script === 'han'
  if (font.outline(glyph).length === 0) {
    if (!isSpace(character)) return null
    const advance = await stylist.advance(character, mixture)
    return { glyph: { character, outline: [], advance: advanceOf(shape, advance, square, true) }, faults: [] }
  }
  const drawn = ({ field, advance }: StyledField) =>
    moved(
      withRoundCorners(traceField(thickened(field, shape), ofNetwork), shape.roundness),
      shape,
      advance,
      square,
    )
  const redrawn = await stylist.redraw(glyph, mixture)
  const outline = drawn(redrawn)
  if (outline.length === 0) return null
  const form = square ? verticalForm(font, character) : 0
  const vertical = form === 0 ? [] : drawn(await stylist.redraw(form, mixture))
  const { gate, kanaGate, ink } = stylist.manner(mixture)
  const faults = judged(redrawn.field, redrawn.source, isKana(character) ? kanaGate : gate, ink)
  return {
    glyph: {
      character,
      outline,
      advance: advanceOf(shape, redrawn.advance, square),
      ...(vertical.length > 0 && { vertical }),
      ...(faults.length > 0 && { flagged: true }),
    },
    faults,
  }
}
