import type { GlyphFault } from '../../../contract/tools/fontWorks.ts'
import { type Alignment, affineOf } from '../align.ts'
import { type Field, type Frame, renderField } from '../field.ts'
import { faultsOf, severityOf } from '../judge/faults.ts'
import { type Gate, gateOf } from '../judge/gate.ts'
import { partsOf } from '../judge/parts.ts'
import { likenessOf } from '../judge/structure.ts'
import { compareOutlines } from '../outline/compare.ts'
import { type Outline, transformed } from '../outline/outline.ts'
import { type GlyphNetwork, redrawGlyph } from '../redraw.ts'
import type { ReferencePair } from '../references/learnable.ts'
import { traceField } from '../trace/trace.ts'
import { inkOffset } from './inkOffset.ts'

/** A network with how much of each of its styles is wanted. */
export interface Drawing {
  network: GlyphNetwork
  weights: Float32Array
}

export interface ExamineFrom {
  /** The square of the em that the network sees. */
  frame: Frame
  alignment: Alignment
  /** The nearest mixture that there was without learning, and what was learned. */
  before: Drawing
  after: Drawing
  /** References that were not learned from; at least one. */
  heldOut: readonly ReferencePair[]
  /** All of them. */
  references: readonly ReferencePair[]
  breathe(): Promise<void>
}

/** A reference beside what was drawn of it without being seen. */
export interface BeforeAfter {
  character: number
  source: Outline
  before: Outline
  after: Outline
  wanted: Outline
}

export interface Examined {
  /** Pixels that are added to what was learned, so that it has the ink of the references. */
  offset: number
  /** The style's amount of ink in terms of the aligned source's. */
  ink: number
  gate: Gate
  /** Mean intersection over union of the held-out references' ink with what was drawn of them, from 0 to 1. */
  overlapBefore: number
  overlapAfter: number
  shown: BeforeAfter[]
}

/** Looks at what was learned, on references that it was not learned from. */
export async function examine(from: ExamineFrom): Promise<Examined> {
  const { frame, alignment, before, after, heldOut, references } = from
  const drawnBy = async ({ network, weights }: Drawing) => {
    const fields: Field[] = []
    for (const { source } of heldOut) {
      await from.breathe()
      fields.push((await redrawGlyph(source, { frame, alignment, weights, offset: 0 }, network)).field)
    }
    const offset = inkOffset(fields, wanted)
    const outlines = fields.map((field) =>
      traceField({ ...field, data: field.data.map((distance) => distance + offset) }),
    )
    return { offset, outlines }
  }
  const wanted = heldOut.map(({ target }) => renderField(target, frame))
  const [first, second] = [await drawnBy(before), await drawnBy(after)]
  const overlap = (outlines: readonly Outline[]) =>
    outlines.reduce((sum, outline, k) => sum + compareOutlines(outline, heldOut[k]!.target, frame).iou, 0) /
    heldOut.length
  const { gate, ink } = await ownGlyphs(references, from)
  return {
    offset: second.offset,
    gate,
    ink,
    overlapBefore: overlap(first.outlines),
    overlapAfter: overlap(second.outlines),
    shown: heldOut.map(({ character, source, target }, k) => ({
      character,
      source: transformed(source, affineOf(alignment)),
      before: first.outlines[k]!,
      after: second.outlines[k]!,
      wanted: target,
    })),
  }
}

/** What the designer's own glyphs are beside the source. */
async function ownGlyphs(
  references: readonly ReferencePair[],
  { frame, alignment, breathe }: ExamineFrom,
): Promise<{ gate: Gate; ink: number }> {
  const found = []
  for (const { source, target } of references) {
    await breathe()
    const own = renderField(target, frame)
    const aligned = renderField(transformed(source, affineOf(alignment)), frame)
    found.push({ ...likenessOf(own, aligned), ink: partsOf(own, aligned).ink })
  }
  return { gate: gateOf(found), ink: found.reduce((sum, { ink }) => sum + ink, 0) / found.length }
}

/** A drawn glyph that may be wrong. */
export interface Doubtful {
  character: number
  faults: GlyphFault[]
  /** See `severityOf`. */
  severity: number
}

/**
 * Glyphs in the order of how likely they are wrong, the worst first.
 *
 * @param glyphs of the source; each is drawn for it
 */
export async function worstGlyphs(
  glyphs: readonly { character: number; outline: Outline }[],
  {
    frame,
    alignment,
    offset,
    gate,
    ink,
  }: { frame: Frame; alignment: Alignment } & Pick<Examined, 'offset' | 'gate' | 'ink'>,
  { network, weights }: Drawing,
  breathe: () => Promise<void>,
): Promise<Doubtful[]> {
  const found: Doubtful[] = []
  for (const { character, outline } of glyphs) {
    await breathe()
    const { field, source } = await redrawGlyph(outline, { frame, alignment, weights, offset }, network)
    const measured = { ...likenessOf(field, source), ...partsOf(field, source) }
    const severity = severityOf(measured, gate, ink)
    found.push({ character, faults: faultsOf(measured, gate, ink), severity })
  }
  return found.sort((a, b) => b.severity - a.severity)
}
