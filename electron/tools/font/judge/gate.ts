import type { Likeness } from './structure.ts'

/** What a drawing has to reach. */
export type Gate = Likeness

/** Whether a drawing has the structure of its character, as far as can be told. */
export const passes = ({ density, overlap, missing, added }: Likeness, gate: Gate): boolean =>
  density >= gate.density && overlap >= gate.overlap && missing <= gate.missing && added <= gate.added

/**
 * What all but a fortieth of a style's own glyphs reach in each of the four: brushes join strokes that the source has apart, so
 * every style has its own gate.
 *
 * @param glyphs of the style's designer, beside the source; at least one
 */
export function gateOf(glyphs: readonly Likeness[]): Gate {
  const place = Math.floor(glyphs.length / 40)
  const low = (of: (glyph: Likeness) => number) => glyphs.map(of).sort((a, b) => a - b)[place]!
  const high = (of: (glyph: Likeness) => number) => glyphs.map(of).sort((a, b) => b - a)[place]!
  return {
    density: low(({ density }) => density),
    overlap: low(({ overlap }) => overlap),
    missing: high(({ missing }) => missing),
    added: high(({ added }) => added),
  }
}
