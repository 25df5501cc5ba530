import type { GlyphFault } from '../../../contract/tools/fontWorks.ts'
import type { Field } from '../field.ts'
import type { Gate } from './gate.ts'
import { type Parts, partsOf } from './parts.ts'
import { type Likeness, likenessOf } from './structure.ts'

/**
 * How far a redrawn glyph may be from its source, in thousandths of the em: what about one in fifty of a network's own passes, while
 * a piece of a stroke that is gone or too many, 180 long, does not (scripts/models/font/gate.ts). Networks keep closer to their
 * source than designers do, whose own glyphs these limits do not fit.
 */
const LIMITS = { lost: 40, extra: 90, closed: 32 }
/** How much more, or less, ink than the style has, as a factor. */
const INK = 1.35

/**
 * What is wrong with a redrawn glyph, as far as can be told; nothing where it should be right.
 *
 * @param ink the style's amount of ink in terms of the aligned source's; null where it is not known. Heavy strokes swallow more.
 */
export function faultsOf(found: Likeness & Parts, gate: Gate, ink: number | null): GlyphFault[] {
  const shares = sharesOf(found, gate, ink)
  return (Object.keys(shares) as GlyphFault[]).filter((fault) => shares[fault] > 1)
}

/** How bad a redrawn glyph may be: the largest part of a limit that it has used up, above 1 where it has a fault. */
export function severityOf(found: Likeness & Parts, gate: Gate, ink: number | null): number {
  return Math.max(...Object.values(sharesOf(found, gate, ink)))
}

/** Of each limit what is used up of it. */
function sharesOf(found: Likeness & Parts, gate: Gate, ink: number | null): Record<GlyphFault, number> {
  const room = Math.max(1, ink ?? 1)
  const off = ink === null ? 1 : Math.max(found.ink / ink, ink / Math.max(found.ink, 1e-6))
  return {
    missing: Math.max(found.lost / (LIMITS.lost * room), exceeding(found.missing, gate.missing)),
    added: Math.max(found.extra / (LIMITS.extra * room), exceeding(found.added, gate.added)),
    closed: found.closed / (LIMITS.closed * room),
    ink: off / INK,
    unlike: Math.max(lacking(found.density, gate.density), lacking(found.overlap, gate.overlap)),
  }
}

/** Of a figure whose best is 0. */
const exceeding = (value: number, limit: number) => (value > 0 ? value / limit : 0)

/** Of a figure whose best is 1; a limit beyond that is never met. */
const lacking = (value: number, limit: number) =>
  limit < 1 ? (1 - value) / (1 - limit) : value < limit ? Infinity : 0

/** Judges a drawing beside its source, moved to the style. */
export const judged = (drawing: Field, source: Field, gate: Gate, ink: number | null): GlyphFault[] =>
  faultsOf({ ...likenessOf(drawing, source), ...partsOf(drawing, source) }, gate, ink)
